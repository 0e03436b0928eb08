// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/files/file_error.h"
#include "tests/ui/recording_fixture.h"
#include "ui/recording/video_file.h"

#include <QDir>

#include <algorithm>
#include <csignal>
#include <random>

#include <sys/mount.h>
#include <sys/stat.h>

namespace cownscope::ui {
namespace {

using namespace std::chrono_literals;
using test::numberPicture;
using End = RecordingResult::End;

// A file system of its own that is full soon. It takes the right to mount one.
class TinyDisk
{
public:
    explicit TinyDisk(const QString &folder)
        : m_folder(QFile::encodeName(folder))
    {
        QDir{}.mkpath(folder);
        m_there = ::mount("tmpfs", m_folder.constData(), "tmpfs", 0, "size=128k") == 0;
    }
    ~TinyDisk()
    {
        if (m_there)
            ::umount2(m_folder.constData(), MNT_DETACH);
    }
    TinyDisk(const TinyDisk &) = delete;
    TinyDisk &operator=(const TinyDisk &) = delete;

    bool isThere() const { return m_there; }

private:
    QByteArray m_folder;
    bool m_there = false;
};

class RecordingFailure : public test::RecordingTest
{
protected:
    // Expects a failure whose message is one sentence with the file name and this text.
    void expectFailure(const RecordingResult &ended, const QString &says)
    {
        EXPECT_EQ(ended.end, End::Failed);
        EXPECT_TRUE(ended.problem.contains(path("film.mp4"))) << ended.problem.toStdString();
        EXPECT_TRUE(ended.problem.contains(says)) << ended.problem.toStdString();
        EXPECT_FALSE(ended.problem.contains(u'\n')) << ended.problem.toStdString();
        EXPECT_TRUE(isNothingLeft(path("film.mp4")));
    }

    // The same for a video whose beginning can be played. Expects that it left no other files, and
    // returns the number of its frames.
    int expectPartLeft(const RecordingResult &ended, const QString &says)
    {
        EXPECT_EQ(ended.end, End::Failed);
        EXPECT_TRUE(ended.problem.contains(path("film.mp4"))) << ended.problem.toStdString();
        EXPECT_TRUE(ended.problem.contains(says)) << ended.problem.toStdString();
        EXPECT_FALSE(ended.problem.contains(u'\n')) << ended.problem.toStdString();
        EXPECT_EQ(ended.part, partOf(path("film.mp4")));
        EXPECT_TRUE(ended.problem.contains(ended.part)) << ended.problem.toStdString();
        EXPECT_EQ(filesOf(path("film.mp4")), QStringList{"film.part.mp4"});
        if (ended.part.isEmpty())
            return 0;
        const std::vector<int> numbers = test::numbersIn(ended.part);
        // Frames come later in the file than those that are foretold from them.
        constexpr std::size_t Foretold = 4;
        for (std::size_t i = 0; i + Foretold < numbers.size(); ++i)
            EXPECT_EQ(numbers[i], static_cast<int>(i % (1 << test::NumberBits)));
        return static_cast<int>(numbers.size());
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

QString refusalOf(const QString &file, const QString &encoder)
{
    try {
        checkRecordable(file, encoder);
    } catch (const lab::FileError &error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

TEST_F(RecordingFailure, AMissingEncoderIsNamedWithItsPackage)
{
    begin({.file = path("film.mp4"), .encoder = "no-such-encoder"});
    ASSERT_TRUE(test::spinUntil([this] { return result.has_value(); }));
    expectFailure(*result, "no-such-encoder");
    EXPECT_TRUE(result->problem.contains("apt-get install ffmpeg"));
    EXPECT_FALSE(recorder->isTaking());
    EXPECT_EQ(refusalOf(path("film.mp4"), "no-such-encoder"), result->problem);
    EXPECT_NO_THROW(checkRecordable(path("film.mp4"), "ffmpeg"));
}

TEST_F(RecordingFailure, OnlyAFileIsReplaced)
{
    const QString film = path("film.mp4");
    ASSERT_EQ(::mkfifo(QFile::encodeName(film).constData(), 0600), 0);
    begin({.file = film});
    ASSERT_TRUE(test::spinUntil([this] { return result.has_value(); }));
    EXPECT_EQ(result->end, End::Failed);
    EXPECT_TRUE(result->problem.contains(film)) << result->problem.toStdString();
    EXPECT_EQ(filesOf(film), QStringList{"film.mp4"});
    EXPECT_FALSE(QFileInfo{film}.isFile()) << "the pipe is gone";

    // Also if it appears during the recording.
    ASSERT_TRUE(QFile::remove(film));
    begin({.file = film});
    feed(50);
    ASSERT_TRUE(test::spinUntil([&film] { return QFile::exists(partOf(film)); }));
    ASSERT_EQ(::mkfifo(QFile::encodeName(film).constData(), 0600), 0);
    const RecordingResult ended = end();
    EXPECT_EQ(ended.end, End::Failed);
    EXPECT_FALSE(QFileInfo{film}.isFile()) << "the pipe is gone";
    EXPECT_EQ(test::numbersIn(ended.part).size(), 50u) << ended.problem.toStdString();
}

TEST_F(RecordingFailure, NamesAndFoldersThatCannotBe)
{
    const QString refusal = refusalOf(path("film.avi"), "ffmpeg");
    EXPECT_TRUE(refusal.contains(".mp4 or .mkv")) << refusal.toStdString();
    EXPECT_THROW(checkRecordable("/proc/film.mp4", "ffmpeg"), lab::FileError);
    EXPECT_THROW(checkRecordable("/nowhere/at/all.mp4", "ffmpeg"), lab::FileError);
    ASSERT_TRUE(QDir{path({})}.mkdir("folder.mp4"));
    EXPECT_THROW(checkRecordable(path("folder.mp4"), "ffmpeg"), lab::FileError);
}

TEST_F(RecordingFailure, AFullDiskLeavesWhatFitsOnIt)
{
    const TinyDisk disk{path("disk")};
    if (!disk.isThere())
        GTEST_SKIP() << "it takes the right to mount one";
    const QString film = path("disk/film.mp4");
    begin({.file = film});
    feed(4000);
    ASSERT_TRUE(test::spinUntil([this] { return result.has_value(); }))
        << "it goes on without a disk";
    EXPECT_EQ(result->end, End::Failed);
    EXPECT_TRUE(result->problem.contains("disk was full")) << result->problem.toStdString();
    ASSERT_EQ(filesOf(film), QStringList{"film.part.mp4"});
    EXPECT_GT(test::numbersIn(result->part).size(), 50u);
}

TEST_F(RecordingFailure, ALimitOnTheFileIsAFullDiskToo)
{
    begin({.file = path("film.mp4"), .encoder = script("ulimit -f 128\nexec ffmpeg \"$@\"")});
    feed(4000);
    ASSERT_TRUE(test::spinUntil([this] { return result.has_value(); }));
    EXPECT_GT(expectPartLeft(*result, "disk was full"), 20);
}

// A disk is full in the middle of anything.
TEST_F(RecordingFailure, WhereverAFileIsCutOffItPlays)
{
    begin({.file = path("film.mp4"), .encoder = script("ulimit -f 64\nexec ffmpeg \"$@\"")});
    feed(2000);
    ASSERT_TRUE(test::spinUntil([this] { return result.has_value(); }));
    ASSERT_FALSE(result->part.isEmpty());
    const qint64 all = QFileInfo{result->part}.size();
    for (const qint64 missing : {1, 30, 90, 140, 200, 270}) {
        const QString copy = path("cut.mp4");
        QFile::remove(copy);
        ASSERT_TRUE(QFile::copy(result->part, copy));
        ASSERT_TRUE(QFile::resize(copy, all - missing));
        keepWholeFragments(copy.toStdString());
        EXPECT_GT(test::numbersIn(copy).size(), 20u) << missing;
        EXPECT_GT(QFileInfo{copy}.size(), all / 2);
    }
    QFile other{path("other")}; // not a video
    ASSERT_TRUE(other.open(QIODevice::WriteOnly));
    other.write("something else");
    other.close();
    keepWholeFragments(path("other").toStdString());
    EXPECT_EQ(other.size(), 14);
}

TEST_F(RecordingFailure, ADiskWithoutRoomForAFrameLeavesNothing)
{
    begin({.file = path("film.mp4"),
           .format = {{320, 240}, 60},
           .encoder = script("ulimit -f 8\nexec ffmpeg \"$@\"")});
    feed(2000, [](int) { return noise({320, 240}); });
    expectFailure(end(), "disk was full");
}

// The one piece that a complete video becomes needs room beside it for a moment.
TEST_F(RecordingFailure, WithoutRoomForBothTheVideoIsCompleteInFragments)
{
    begin({.file = path("film.mp4"),
           .encoder = script("case \"$*\" in *' -c copy '*) ulimit -f 8;; esac\n"
                             "exec ffmpeg \"$@\"")});
    feed(300);
    const RecordingResult ended = end();
    ASSERT_EQ(ended.end, End::Complete) << ended.problem.toStdString();
    EXPECT_EQ(filesOf(path("film.mp4")), QStringList{"film.mp4"});
    EXPECT_EQ(test::numbersIn(path("film.mp4")).size(), 300u);
}

TEST_F(RecordingFailure, AKilledEncoderEndsTheRecordingAndLeavesWhatItWrote)
{
    for (const QString name : {"film.mp4", "film.mkv"}) {
        begin({.file = path(name), .encoder = traceable()});
        int number = 0; // the encoder reports progress only while it gets frames
        ASSERT_TRUE(test::spinUntil([this, &number] {
            if (recorder->hasSpace())
                recorder->add({numberPicture(number++), false});
            return recorder->progress().encoded > 100;
        }));
        ASSERT_EQ(::kill(encoderPid(), SIGKILL), 0);
        ASSERT_TRUE(test::spinUntil([this] { return result.has_value(); })) << "nobody noticed";
        EXPECT_EQ(result->end, End::Failed);
        EXPECT_TRUE(result->problem.contains("signal 9")) << result->problem.toStdString();
        ASSERT_EQ(result->part, partOf(path(name))) << result->problem.toStdString();
        EXPECT_GT(test::numbersIn(result->part).size(), 50u);
        const auto added = recorder->framesAdded();
        recorder->add({numberPicture(0), false});
        EXPECT_EQ(recorder->framesAdded(), added);
        EXPECT_TRUE(QFile::remove(result->part));
        EXPECT_TRUE(QFile::remove(path("pid")));
    }
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

TEST_F(RecordingFailure, FramesForWhichThereIsNoMemoryEndTheVideoAlone)
{
#ifdef COWNSCOPE_SANITIZED_ADDRESS
    GTEST_SKIP() << "The sanitizer ends a program that asks for so much.";
#endif
    begin({.file = path("film.mp4"),
           .format = {.size = {1 << 24, 1 << 24}},
           .encoder = script(AnswersAsFfmpeg + QByteArray{"exec sleep 1000"})});
    feed(1);
    ASSERT_TRUE(test::spinUntil([this] { return result.has_value(); }));
    expectFailure(*result, "there is not enough memory");
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
