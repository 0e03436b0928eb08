// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/recording_fixture.h"

#include <QFileInfo>

#include <numeric>

namespace cownscope::ui {
namespace {

using namespace std::chrono_literals;
using test::numberPicture;
using End = RecordingResult::End;

class Recording : public test::RecordingTest
{
protected:
    // It reads its first frame after this number of seconds.
    QString encoderThatIsLate(const QByteArray &seconds)
    {
        return script("case \"$*\" in *pipe:0*) sleep " + seconds + ";; esac\nexec ffmpeg \"$@\"");
    }
};

std::vector<int> upTo(int count)
{
    std::vector<int> numbers(static_cast<std::size_t>(count));
    std::iota(numbers.begin(), numbers.end(), 0);
    return numbers;
}

TEST_F(Recording, EveryFrameComesBackOnceAndInOrder)
{
    for (const QString name : {"film.mp4", "film.mkv"}) {
        begin({.file = path(name), .format = {{160, 48}, 50}});
        feed(300);
        const RecordingResult ended = end();
        ASSERT_EQ(ended.end, End::Complete) << ended.problem.toStdString();
        EXPECT_EQ(ended.progress.written, 300u);
        EXPECT_EQ(ended.progress.bytes, QFileInfo{path(name)}.size());
        EXPECT_FALSE(QFile::exists(partOf(path(name))));
        const auto facts = test::probe(path(name));
        EXPECT_EQ(facts.value("codec_name"), "h264");
        EXPECT_EQ(facts.value("pix_fmt"), "yuv420p");
        EXPECT_EQ(facts.value("r_frame_rate"), "50/1");
        EXPECT_EQ(facts.value("nb_read_frames"), "300");
        EXPECT_NEAR(facts.value("duration").toDouble(), 6, 0.05);
        EXPECT_EQ(test::numbersIn(path(name)), upTo(300));
        QFile film{path(name)};
        ASSERT_TRUE(film.open(QIODevice::ReadOnly));
        EXPECT_FALSE(film.readAll().contains("moof")) << "it is in fragments";
    }
}

TEST_F(Recording, OddSizesLoseALineAndOthersAreFittedIn)
{
    EXPECT_EQ(videoSize({161, 49}), QSize(160, 48));
    begin({.file = path("film.mp4"), .format = {videoSize({161, 49}), 60}});
    feed(30, [](int number) { return numberPicture(number, {161, 49}); });
    recorder->add({numberPicture(30, {160, 48}).scaled(640, 192), false});
    recorder->add({numberPicture(31, {160, 48}).scaled(80, 24), false});
    const RecordingResult ended = end();
    ASSERT_EQ(ended.end, End::Complete) << ended.problem.toStdString();
    EXPECT_EQ(test::probe(path("film.mp4")).value("width"), "160");
    EXPECT_EQ(test::probe(path("film.mp4")).value("height"), "48");
    EXPECT_EQ(test::numbersIn(path("film.mp4")), upTo(32));
}

TEST_F(Recording, ASlowEncoderSlowsWhoDrawsAndNotTheEventLoop)
{
    begin({.file = path("film.mp4"),
           .format = {{160, 48}, 60},
           .encoder = encoderThatIsLate("1"),
           .queueCapacity = 2});
    // More than fits into the pipe while it is not read.
    int number = 0;
    int rooms = 0; // told of; by then it may be taken again
    QObject::connect(recorder.get(), &Recorder::spaceAvailable, [&] { ++rooms; });
    while (recorder->hasSpace() && number < 200)
        recorder->add({numberPicture(number++), false});
    EXPECT_EQ(number, 2) << "there is room for more than was asked for";
    EXPECT_GT(test::timerFirings(300ms), 15) << "the event loop waits for the encoder";
    while (number < 200) {
        ASSERT_TRUE(test::spinUntil([this] { return recorder->hasSpace() || result; }));
        recorder->add({numberPicture(number++), false});
    }
    const RecordingResult ended = end();
    ASSERT_EQ(ended.end, End::Complete) << ended.problem.toStdString();
    EXPECT_GT(rooms, 0);
    EXPECT_EQ(test::numbersIn(path("film.mp4")), upTo(200));
}

TEST_F(Recording, TellsWhenThereIsRoomAgain)
{
    begin({.file = path("film.mp4"),
           .format = {{1280, 960}, 60},
           .encoder = encoderThatIsLate("0.5"),
           .queueCapacity = 1});
    int rooms = 0;
    int added = 0;
    const QImage picture{1280, 960, QImage::Format_RGB32};
    QObject::connect(recorder.get(), &Recorder::spaceAvailable, [&] {
        ++rooms;
        // Only this thread adds frames, so the signal is still valid.
        EXPECT_TRUE(added == 8 || recorder->hasSpace());
        if (added < 8 && recorder->hasSpace()) {
            ++added;
            recorder->add({picture, false});
        }
    });
    ++added;
    recorder->add({picture, false});
    EXPECT_TRUE(test::spinUntil([&] { return added == 8; })) << "room was not told of";
    EXPECT_EQ(end().end, End::Complete);
    EXPECT_EQ(rooms, 8);
    EXPECT_EQ(result->progress.written, 8u);
}

TEST_F(Recording, TellsHowFarItIs)
{
    begin({.file = path("film.mp4"), .format = {{160, 48}, 60}});
    RecordingProgress seen;
    QObject::connect(recorder.get(), &Recorder::progressed, [&] {
        const RecordingProgress now = recorder->progress();
        EXPECT_GE(now.written, seen.written);
        EXPECT_GE(now.encoded, seen.encoded);
        EXPECT_LE(now.encoded, recorder->framesAdded());
        seen = now;
    });
    feed(200);
    EXPECT_TRUE(test::spinUntil([&] { return seen.written == 200; }));
    EXPECT_TRUE(recorder->isTaking());
    recorder->finish();
    EXPECT_TRUE(recorder->isFinishing());
    recorder->add({numberPicture(0), false});
    EXPECT_EQ(end().progress.encoded, 200u) << "a frame was taken after the end";
    EXPECT_FALSE(recorder->isFinishing());
}

TEST_F(Recording, WithoutH264ItIsMpeg4)
{
    begin({.file = path("film.mp4"),
           .format = {{160, 48}, 60},
           .encoder = script("case \"$*\" in *-encoders) echo ' V mpeg4 '; exit;; esac\n"
                             "exec ffmpeg \"$@\"")});
    feed(40);
    const RecordingResult ended = end();
    ASSERT_EQ(ended.end, End::Complete) << ended.problem.toStdString();
    EXPECT_EQ(test::probe(path("film.mp4")).value("codec_name"), "mpeg4");
    EXPECT_EQ(test::numbersIn(path("film.mp4")), upTo(40));
}

TEST_F(Recording, AFileOfThatNameStaysUntilTheVideoIsComplete)
{
    QFile old{path("film.mp4")};
    ASSERT_TRUE(old.open(QIODevice::WriteOnly));
    old.write("old");
    old.close();
    begin({.file = path("film.mp4")});
    feed(20);
    recorder->cancel();
    ASSERT_TRUE(test::spinUntil([this] { return result.has_value(); }));
    EXPECT_EQ(QFileInfo{path("film.mp4")}.size(), 3);
    begin({.file = path("film.mp4")});
    feed(20);
    EXPECT_EQ(end().end, End::Complete);
    EXPECT_EQ(test::numbersIn(path("film.mp4")), upTo(20));
}

TEST_F(Recording, WhatAnEarlierOneLeftIsNotWrittenOver)
{
    QFile old{partOf(path("film.mp4"))};
    ASSERT_TRUE(old.open(QIODevice::WriteOnly));
    old.write("old");
    old.close();
    begin({.file = path("film.mp4")});
    feed(20);
    EXPECT_EQ(end().end, End::Complete);
    EXPECT_EQ(old.size(), 3);
    EXPECT_EQ(filesOf(path("film.mp4")), (QStringList{"film.mp4", "film.part.mp4"}));
}

TEST_F(Recording, ALinkStaysALink)
{
    ASSERT_TRUE(QDir{path({})}.mkdir("films"));
    ASSERT_TRUE(QFile::link(path("films/real"), path("film.mp4")));
    begin({.file = path("film.mp4")});
    feed(20);
    ASSERT_EQ(end().end, End::Complete) << result->problem.toStdString();
    EXPECT_TRUE(QFileInfo{path("film.mp4")}.isSymLink());
    EXPECT_EQ(test::numbersIn(path("films/real")), upTo(20));
    EXPECT_EQ(QDir{path("films")}.entryList(QDir::Files), QStringList{"real"});
}

// The longest name that a file may have leaves no room for more.
TEST_F(Recording, AnyNameCanBeRecorded)
{
    const QString longest = path(QString{125, QChar{0x00e4}} + "a.mp4"); // 255 bytes
    begin({.file = longest});
    feed(20);
    ASSERT_EQ(end().end, End::Complete) << result->problem.toStdString();
    EXPECT_EQ(test::numbersIn(longest), upTo(20));
}

} // namespace
} // namespace cownscope::ui
