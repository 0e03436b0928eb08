// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/results/result_file.h"
#include "link/child.h"
#include "tests/ui/program_run.h"
#include "tests/ui/recording_fixture.h"

#include <QRegularExpression>

#include <algorithm>
#include <csignal>

namespace cownscope {
namespace {

using namespace std::chrono_literals;

test::Environment withPath(const QString &path)
{
    return {{"PATH", path.toStdString()}};
}

// A video takes a while to be complete.
test::ProgramOutcome record(const QStringList &arguments, const test::Environment &environment = {})
{
    return test::runCownscope(arguments, environment, 120s);
}

TEST(ProgramRecording, EveryDrawnFrameIsInTheVideo)
{
    const QTemporaryDir folder;
    for (const QString workload : {"boids", "chain-ring"}) {
        const QString film = folder.filePath(workload + ".mp4");
        const QString json = folder.filePath(workload + ".json");
        const auto outcome = record({"--record", film, "--record-rate", "30", "--workload",
                                     workload, "--workers", "2", "--quit-after", "3", "--speed",
                                     "picture", "--size", "901x603", "--export", json});
        ASSERT_EQ(outcome.exitCode, 0) << outcome.err.toStdString();
        const auto said =
            QRegularExpression{"is recorded: (\\S+) frames? of (\\d+)x(\\d+), "}.match(outcome.out);
        ASSERT_TRUE(said.hasMatch()) << outcome.out.toStdString();
        const auto facts = test::probe(film);
        EXPECT_EQ(facts.value("nb_read_frames"), said.captured(1));
        EXPECT_EQ(facts.value("width"), said.captured(2));
        EXPECT_EQ(facts.value("height"), said.captured(3));
        EXPECT_EQ(facts.value("r_frame_rate"), "30/1");
        const double frames = facts.value("nb_read_frames").toDouble();
#ifdef COWNSCOPE_SANITIZED // a step of all rings takes most of a second there
        EXPECT_GT(frames, 0);
#else
        EXPECT_GT(frames, 3);
#endif
        EXPECT_NEAR(facts.value("duration").toDouble(), frames / 30, 0.05);
        const lab::Document document = lab::readResultFile(json.toStdString());
        EXPECT_EQ(document.points.at(0).inputs.at("speed"), "picture");
        EXPECT_NEAR(document.points.at(0).repeats.at(0).more.at("frames").get<double>(), frames, 4);
        EXPECT_FALSE(QFile::exists(ui::partOf(film)));
    }
}

TEST(ProgramRecording, WhatMovesIsInTheVideo)
{
    const QTemporaryDir folder;
    const QString film = folder.filePath("film.mp4");
    ASSERT_EQ(record({"--record", film, "--quit-after", "3", "--boids", "2000", "--theme", "light",
                      "--size", "900x600", "--speed", "picture"})
                  .exitCode,
              0);
    const QByteArray gray = test::outputOf(
        "ffmpeg",
        {"-v", "error", "-i", film, "-frames:v", "3", "-f", "rawvideo", "-pix_fmt", "gray", "-"});
    const qsizetype frame = gray.size() / 3;
    ASSERT_GT(frame, 0);
    EXPECT_NE(gray.left(frame), gray.mid(2 * frame)) << "nothing moves";
    const auto [least, most] =
        std::minmax_element(gray.begin(), gray.begin() + frame, [](char a, char b) {
            return static_cast<unsigned char>(a) < static_cast<unsigned char>(b);
        });
    EXPECT_GT(static_cast<unsigned char>(*most) - static_cast<unsigned char>(*least), 80)
        << "the picture is empty";
}

// The program while it records, as a terminal would have started it, and signals for it.
class SignalledProgram : public testing::Test
{
protected:
    void start(std::vector<std::string> command = {})
    {
        command.insert(command.end(),
                       {COWNSCOPE_PROGRAM, "--record", film().toStdString(), "--size", "900x600"});
        program.emplace(command);
    }

    void startToRecord(const std::vector<std::string> &launcher = {})
    {
        start(launcher);
        ASSERT_TRUE(test::spinUntil([this] { return QFileInfo{part()}.size() > 0; }));
    }

    bool isRunning() { return !program->wait(0ms); }

    // By itself.
    bool ends()
    {
        const auto end = std::chrono::steady_clock::now() + 60s;
        result = program->runToEnd(
            [end](const auto &) { return std::chrono::steady_clock::now() < end; });
        return result.status && result.status->signal == 0;
    }

    QString film() const { return folder.filePath("film.mp4"); }
    QString part() const { return ui::partOf(film()); }

    QTemporaryDir folder;
    std::optional<link::Child> program;
    link::ChildResult result;
};

TEST_F(SignalledProgram, CompletesItsVideo)
{
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        QFile::remove(film());
        startToRecord();
        program->signal(signal);
        ASSERT_TRUE(ends()) << signal;
        EXPECT_EQ(result.status->code, 0) << result.errors;
        EXPECT_NE(result.output.find("is recorded: "), std::string::npos) << result.output;
        EXPECT_GT(test::probe(film()).value("nb_read_frames").toInt(), 0);
        EXPECT_FALSE(QFile::exists(part()));
    }
}

// `timeout` sends its signal to the program and then to its group.
TEST_F(SignalledProgram, TakesTwoSignalsAtOnceForOne)
{
    startToRecord();
    program->signal(SIGTERM);
    test::spin(20ms);
    program->signal(SIGTERM);
    ASSERT_TRUE(ends());
    EXPECT_EQ(result.status->code, 0) << result.errors;
    EXPECT_TRUE(QFile::exists(film()));
}

TEST_F(SignalledProgram, DropsAVideoThatIsNotCompletedInTime)
{
    test::writeScript(folder.filePath("ffmpeg"),
                      "case \"$*\" in *-encoders) echo ' libx264 '; exit;; esac\n"
                      "for last; do :; done\n"
                      "echo begun > \"${last#file:}\"\n"
                      "cat > /dev/null; exec sleep 1000");
    const QString path = folder.path() + ':' + qEnvironmentVariable("PATH");
    startToRecord({"env", "PATH=" + path.toStdString()});
    program->signal(SIGINT);
    test::spin(1s);
    EXPECT_TRUE(isRunning());
    program->signal(SIGINT);
    ASSERT_TRUE(ends());
    EXPECT_EQ(result.status->code, 1);
    EXPECT_NE(result.errors.find("dropped"), std::string::npos) << result.errors;
    EXPECT_FALSE(QFile::exists(film()));
    EXPECT_FALSE(QFile::exists(part()));
}

// Nothing can be done then, so it must have been done before.
TEST_F(SignalledProgram, LeavesAVideoThatPlaysWhenItIsKilled)
{
    QStringList left;
    for (int attempt = 0; attempt < 2; ++attempt) {
        start();
        QString part;
        ASSERT_TRUE(test::spinUntil([&] {
            for (const QString &name : QDir{folder.path()}.entryList(QDir::Files)) {
                if (!left.contains(name) && QFileInfo{folder.filePath(name)}.size() > 100'000)
                    part = name;
            }
            return !part.isEmpty();
        }));
        program->signal(SIGKILL);
        ASSERT_TRUE(program->wait(30s));
        EXPECT_GT(test::probe(folder.filePath(part)).value("nb_read_frames").toInt(), 1);
        left.append(part);
    }
    EXPECT_EQ(left, (QStringList{"film.part.mp4", "film.part-2.mp4"}));
    EXPECT_FALSE(QFile::exists(film()));
}

TEST_F(SignalledProgram, KeepsIgnoringWhatItsStarterIgnored)
{
    startToRecord({"env", "--ignore-signal=HUP"});
    program->signal(SIGHUP);
    test::spin(500ms);
    EXPECT_TRUE(isRunning());
    EXPECT_TRUE(QFile::exists(part()));
    program->signal(SIGINT);
    EXPECT_TRUE(ends());
    EXPECT_TRUE(QFile::exists(film()));
}

TEST(ProgramRecording, WithoutAnEncoderTheWindowDoesNotOpen)
{
    const QTemporaryDir folder;
    const auto outcome = record({"--record", folder.filePath("film.mp4")}, withPath(folder.path()));
    EXPECT_EQ(outcome.exitCode, 2);
    EXPECT_EQ(outcome.err.count(u'\n'), 1) << outcome.err.toStdString();
    EXPECT_TRUE(outcome.err.contains("--record")) << outcome.err.toStdString();
    EXPECT_TRUE(outcome.err.contains("apt-get install ffmpeg")) << outcome.err.toStdString();
}

TEST(ProgramRecording, AFileThatCannotBeCompletedIsAFailure)
{
    const QTemporaryDir folder;
    const QString film = folder.filePath("film.mp4");
    test::writeScript(folder.filePath("ffmpeg"),
                      "PATH=${PATH#*:}; ulimit -f 8; exec ffmpeg \"$@\"");
    const auto outcome = record({"--record", film, "--quit-after", "2"},
                                withPath(folder.path() + ':' + qEnvironmentVariable("PATH")));
    EXPECT_EQ(outcome.exitCode, 1);
    EXPECT_TRUE(outcome.err.contains("disk was full")) << outcome.err.toStdString();
    EXPECT_FALSE(QFile::exists(film));
    const test::ProgramOutcome hidden =
        record({"--record", film, "--quit-after", "2", "--page", "experiments"});
    EXPECT_EQ(hidden.exitCode, 1);
    EXPECT_TRUE(hidden.err.contains("no frame was drawn")) << hidden.err.toStdString();
}

TEST(ProgramRecording, ASnapshotOfTheViewIsThePartThatIsRecorded)
{
    const QTemporaryDir folder;
    const QString film = folder.filePath("film.mp4");
    const QString picture = folder.filePath("view.png");
    const auto outcome = record({"--record", film, "--quit-after", "3", "--snapshot", picture,
                                 "--snapshot-of", "view", "--size", "900x600"});
    ASSERT_EQ(outcome.exitCode, 0) << outcome.err.toStdString();
    const QImage view{picture};
    EXPECT_LT(view.width(), 900);
    EXPECT_EQ(test::probe(film).value("width").toInt(), view.width() & ~1);
    EXPECT_EQ(test::probe(film).value("height").toInt(), view.height() & ~1);
}

} // namespace
} // namespace cownscope
