// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/recording_fixture.h"

#include <QDir>

#include <algorithm>
#include <csignal>
#include <random>

namespace cownscope::ui {
namespace {

using namespace std::chrono_literals;
using test::numberPicture;
using End = RecordingResult::End;

class RecordingFailure : public test::RecordingTest
{
protected:
    // Expects a failure whose one sentence names the file and says this.
    void expectFailure(const RecordingResult &ended, const QString &says)
    {
        EXPECT_EQ(ended.end, End::Failed);
        EXPECT_TRUE(ended.problem.contains(path("film.mp4"))) << ended.problem.toStdString();
        EXPECT_TRUE(ended.problem.contains(says)) << ended.problem.toStdString();
        EXPECT_FALSE(ended.problem.contains(u'\n')) << ended.problem.toStdString();
        EXPECT_TRUE(isNothingLeft(path("film.mp4")));
    }

    // An encoder that writes its number to a file before it begins.
    QString traceable()
    {
        return script(AnswersAsFfmpeg + QByteArray{"echo $$ > \""} + path("pid").toLocal8Bit()
                      + "\"\nexec ffmpeg \"$@\"");
    }

    pid_t encoderPid()
    {
        pid_t pid = 0;
        EXPECT_TRUE(test::spinUntil([&] {
            QFile file{path("pid")};
            pid = file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().toInt() : 0;
            return pid > 0;
        }));
        return pid;
    }

    static bool isGone(pid_t pid) { return ::kill(pid, 0) != 0; }
};

QImage noise(const QSize &size)
{
    static std::mt19937 random{1};
    QImage image{size, QImage::Format_RGB32};
    for (int y = 0; y < size.height(); ++y) {
        auto *line = reinterpret_cast<QRgb *>(image.scanLine(y));
        std::generate(line, line + size.width(), [] { return random() | 0xff000000; });
    }
    return image;
}

TEST_F(RecordingFailure, AMissingEncoderIsNamedWithItsPackage)
{
    begin({.file = path("film.mp4"), .encoder = "no-such-encoder"});
    ASSERT_TRUE(test::spinUntil([this] { return result.has_value(); }));
    expectFailure(*result, "no-such-encoder");
    EXPECT_TRUE(result->problem.contains("apt-get install ffmpeg"));
    EXPECT_FALSE(recorder->isTaking());
    EXPECT_EQ(problemOfRecording(path("film.mp4"), "no-such-encoder"), result->problem);
    EXPECT_EQ(problemOfRecording(path("film.mp4"), "ffmpeg"), std::nullopt);
}

TEST_F(RecordingFailure, NamesAndFoldersThatCannotBe)
{
    const auto problem = problemOfRecording(path("film.avi"), "ffmpeg");
    ASSERT_TRUE(problem);
    EXPECT_TRUE(problem->contains(".mp4 or .mkv")) << problem->toStdString();
    ASSERT_TRUE(problemOfRecording("/proc/film.mp4", "ffmpeg"));
    ASSERT_TRUE(problemOfRecording("/nowhere/at/all.mp4", "ffmpeg"));
    ASSERT_TRUE(QDir{path({})}.mkdir("folder.mp4"));
    ASSERT_TRUE(problemOfRecording(path("folder.mp4"), "ffmpeg"));
}

TEST_F(RecordingFailure, AFullDiskIsSaidToBeFull)
{
    ASSERT_TRUE(QFile::link("/dev/full", partOf(path("film.mp4"))));
    begin({.file = path("film.mp4"), .format = {{320, 240}, 60}});
    feed(2000, [](int) { return noise({320, 240}); });
    EXPECT_TRUE(test::spinUntil([this] { return result.has_value(); }))
        << "it goes on without a disk";
    expectFailure(end(), "disk was full");
}

TEST_F(RecordingFailure, ADiskThatIsFullAtTheLastMomentIsSaidToBeFull)
{
    ASSERT_TRUE(QFile::link("/dev/full", partOf(path("film.mp4"))));
    begin({.file = path("film.mp4")});
    feed(1);
    expectFailure(end(), "disk was full");
}

TEST_F(RecordingFailure, ALimitOnTheFileIsAFullDiskToo)
{
    begin({.file = path("film.mp4"),
           .format = {{320, 240}, 60},
           .encoder = script("ulimit -f 64\nexec ffmpeg \"$@\"")});
    feed(2000, [](int) { return noise({320, 240}); });
    expectFailure(end(), "disk was full");
}

TEST_F(RecordingFailure, AKilledEncoderEndsTheRecording)
{
    begin({.file = path("film.mp4"), .encoder = traceable()});
    feed(20);
    ASSERT_EQ(::kill(encoderPid(), SIGKILL), 0);
    ASSERT_TRUE(test::spinUntil([this] { return result.has_value(); })) << "nobody noticed";
    expectFailure(*result, "signal 9");
    recorder->add({numberPicture(0), false});
    EXPECT_EQ(recorder->framesAdded(), 20u);
}

TEST_F(RecordingFailure, WhatTheEncoderSaidLastIsQuoted)
{
    begin({.file = path("film.mp4"),
           .encoder = script(AnswersAsFfmpeg
                             + QByteArray{"echo first >&2; echo second >&2\n"
                                          "echo the machine is on fire >&2; exit 3"})});
    ASSERT_TRUE(test::spinUntil([this] { return result.has_value(); }));
    expectFailure(*result, "said \"second the machine is on fire\"");
    EXPECT_TRUE(result->problem.contains("exited with code 3")) << result->problem.toStdString();
}

TEST_F(RecordingFailure, AnEncoderThatEndsTooEarlyHasNotSucceeded)
{
    begin({.file = path("film.mp4"), .encoder = script(AnswersAsFfmpeg + QByteArray{"exit 0"})});
    ASSERT_TRUE(test::spinUntil([this] { return result.has_value(); }));
    expectFailure(*result, "exited with code 0");
}

TEST_F(RecordingFailure, AStuckEncoderIsEndedAfterAWhile)
{
    begin({.file = path("film.mp4"),
           .encoder = script(AnswersAsFfmpeg + QByteArray{"exec sleep 1000"}),
           .patience = 500ms});
    test::spin(800ms);
    EXPECT_FALSE(result) << "it has nothing to do and is no sign of anything";
    feed(20, [](int) { return noise({320, 240}); });
    recorder->finish();
    ASSERT_TRUE(test::spinUntil([this] { return result.has_value(); }, 20s));
    expectFailure(*result, "got stuck");
}

TEST_F(RecordingFailure, WithoutAFrameThereIsNoFile)
{
    begin({.file = path("film.mp4")});
    expectFailure(end(), "no frame was drawn");
}

TEST_F(RecordingFailure, CancellingLeavesNothingAndNobodyBehind)
{
    begin({.file = path("film.mp4"), .encoder = traceable()});
    feed(50);
    const pid_t pid = encoderPid();
    recorder->cancel();
    ASSERT_TRUE(test::spinUntil([this] { return result.has_value(); }, 10s));
    EXPECT_EQ(result->end, End::Cancelled);
    EXPECT_TRUE(isNothingLeft(path("film.mp4")));
    EXPECT_TRUE(isGone(pid));
}

TEST_F(RecordingFailure, AnEncoderThatIsCancelledCannotWriteAnyMore)
{
    const QString encoder = script(AnswersAsFfmpeg
                                   + QByteArray{"for last; do :; done\n"
                                                "while :; do : > \"${last#file:}\"; done"});
    for (int attempt = 0; attempt < 20; ++attempt) {
        begin({.file = path("film.mp4"), .encoder = encoder});
        feed(1);
        ASSERT_TRUE(test::spinUntil([this] { return QFile::exists(partOf(path("film.mp4"))); }));
        recorder->cancel();
        ASSERT_TRUE(test::spinUntil([this] { return result.has_value(); }, 10s));
        EXPECT_EQ(result->end, End::Cancelled);
        recorder.reset();
        ASSERT_TRUE(isNothingLeft(path("film.mp4"))) << attempt;
    }
}

TEST_F(RecordingFailure, FinishingCanBeCancelled)
{
    begin({.file = path("film.mp4"),
           .encoder = script(AnswersAsFfmpeg + QByteArray{"cat > /dev/null; exec sleep 1000"})});
    feed(5);
    recorder->finish();
    test::spin(300ms);
    EXPECT_FALSE(result);
    recorder->cancel();
    ASSERT_TRUE(test::spinUntil([this] { return result.has_value(); }, 10s));
    EXPECT_EQ(result->end, End::Cancelled);
    EXPECT_TRUE(isNothingLeft(path("film.mp4")));
}

TEST_F(RecordingFailure, WhoIsDestroyedMeanwhileLeavesNothingBehindAndDoesNotWait)
{
    begin({.file = path("film.mp4"),
           .encoder = script(AnswersAsFfmpeg + QByteArray{"echo $$ > \""}
                             + path("pid").toLocal8Bit() + "\"; exec sleep 1000")});
    recorder->add({numberPicture(1), false});
    const pid_t pid = encoderPid();
    QElapsedTimer elapsed;
    elapsed.start();
    recorder.reset();
    EXPECT_LT(elapsed.elapsed(), 5000);
    EXPECT_TRUE(isGone(pid));
    EXPECT_TRUE(isNothingLeft(path("film.mp4")));
}

} // namespace
} // namespace cownscope::ui
