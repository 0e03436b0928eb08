// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/files/write_file.h"
#include "lab/results/result_file.h"
#include "lab/transport/transport_csv.h"
#include "tests/support/descriptor_limit.h"
#include "tests/ui/program_run.h"
#include "tests/ui/results_data.h"
#include "tests/ui/transport_data.h"

#include <QColor>
#include <QDir>
#include <QFile>
#include <QImage>
#include <QTemporaryDir>

namespace cownscope {
namespace {

test::Environment withDisplay(const std::string &display)
{
    test::Environment environment{{"WAYLAND_DISPLAY", {}}, {"QT_QPA_PLATFORM", {}}};
    environment.emplace_back("DISPLAY", display.empty() ? std::nullopt : std::optional{display});
    return environment;
}

TEST(Program, WithoutADisplayItNamesTheWayOut)
{
    for (const char *display : {"", ":4711"}) {
        const auto outcome = test::runCownscope({}, withDisplay(display));
        EXPECT_EQ(outcome.exitCode, 2);
        EXPECT_EQ(outcome.err.count(u'\n'), 1) << outcome.err.toStdString();
        EXPECT_TRUE(outcome.err.contains("xvfb-run -a -s \"-screen 0 1600x1000x24\" ./app/run "
                                         "--quit-after 10 --snapshot flock.png"))
            << outcome.err.toStdString();
    }
    const QTemporaryDir folder;
    auto nothingInstalled = withDisplay({});
    nothingInstalled.emplace_back("PATH", folder.path().toStdString());
    const test::ProgramOutcome bare = test::runCownscope({}, nothingInstalled);
    EXPECT_TRUE(bare.err.contains("apt-get install xvfb xauth")) << bare.err.toStdString();
}

TEST(Program, HelpAndBadValuesNeedNoDisplay)
{
    const auto nowhere = withDisplay({});
    EXPECT_EQ(test::runCownscope({"--help"}, nowhere).exitCode, 0);
    EXPECT_TRUE(test::runCownscope({"--version"}, nowhere).out.startsWith("cownscope "));
    const test::ProgramOutcome bad = test::runCownscope({"--boids", "none"}, nowhere);
    EXPECT_EQ(bad.exitCode, 2);
    EXPECT_TRUE(bad.err.contains("--boids")) << bad.err.toStdString();
}

// Qt's offscreen platform has none.
TEST(Program, WithoutOpenGlEverythingElseWorks)
{
    const QTemporaryDir folder;
    const QString picture = folder.filePath(QStringLiteral("window.png"));
    const QString json = folder.filePath(QStringLiteral("live.json"));
    auto environment = withDisplay({});
    environment.emplace_back("QT_QPA_PLATFORM", "offscreen");
    const auto outcome = test::runCownscope(
        {"--workers", "2", "--quit-after", "2", "--snapshot", picture, "--export", json},
        environment);
    EXPECT_EQ(outcome.exitCode, 0);
    EXPECT_EQ(outcome.err.count("cownscope: This display has no OpenGL"), 1)
        << outcome.err.toStdString();
    EXPECT_FALSE(QImage{picture}.isNull());
    EXPECT_GT(lab::readResultFile(json.toStdString()).points.at(0).throughputMean.value_or(0), 0);
}

void makesAPictureAndAnExport(const QStringList &more)
{
    const QTemporaryDir folder;
    const QString picture = folder.filePath("flock.png");
    const QString json = folder.filePath("flock.json");
    const auto outcome = test::runCownscope(
        more
        + QStringList{"--boids", "1000", "--workers", "2", "--quit-after", "4", "--snapshot",
                      picture, "--export", json, "--size", "1000x700"});
    EXPECT_EQ(outcome.exitCode, 0) << outcome.err.toStdString();
    const QImage image{picture};
    EXPECT_EQ(image.size(), QSize(1000, 700));
    const lab::Document document = lab::readResultFile(json.toStdString());
    ASSERT_EQ(document.points.size(), 1u);
    EXPECT_EQ(document.points[0].inputs.at("boids"), 1000);
    EXPECT_GT(document.points[0].repeats.at(0).more.at("frames").get<int>(), 0);
    EXPECT_GT(document.points[0].repeats.at(0).throughput, 0);
}

TEST(Program, MakesAPictureAndAnExportAndEnds)
{
    makesAPictureAndAnExport({});
}

TEST(Program, AnIsolatedSimulationMakesTheSameFiles)
{
    makesAPictureAndAnExport({"--isolated"});
}

TEST(Program, AnIsolatedSimulationThatFailsIsAnErrorOfTheProgram)
{
    const auto outcome = test::runCownscope(
        {"--isolated", "--crash-after", "0.1", "--crash-how", "exception", "--quit-after", "12"});
    EXPECT_EQ(outcome.exitCode, 1);
    EXPECT_TRUE(outcome.err.contains(
        QStringLiteral("cownscope: The simulation was ended by signal 6 (Aborted). It threw ")))
        << outcome.err.toStdString();
    EXPECT_TRUE(
        outcome.err.contains(QStringLiteral("It threw std::runtime_error: crash on purpose.")));
    EXPECT_EQ(outcome.err.count(QStringLiteral("cownscope: ")), 3)
        << "two starts follow: " << outcome.err.toStdString();
}

TEST(Program, ABackEndWithoutAWindowIsOneSentence)
{
    const auto outcome = test::runCownscope({"back-end"});
    EXPECT_EQ(outcome.exitCode, 1);
    EXPECT_EQ(outcome.err.count(u'\n'), 1) << outcome.err.toStdString();
}

// Three pipes, a channel and a pidfd for the other process, and what Qt and X need.
TEST(Program, WithFewDescriptorsIsolationWorksOrIsRefusedWithOneSentence)
{
    if (!test::runsWithoutDescriptors)
        GTEST_SKIP() << "the sanitizer needs descriptors itself";
    for (const int most : {16, 20, 24, 28, 32, 64}) {
        const test::DescriptorLimit limit(most);
        const auto outcome =
            test::runCownscope({"--isolated", "--boids", "100", "--quit-after", "1"});
        if (most >= 32)
            EXPECT_EQ(outcome.exitCode, 0) << most;
        else
            EXPECT_TRUE(outcome.exitCode == 0 || outcome.exitCode == 2) << most;
        EXPECT_EQ(outcome.err.count(QStringLiteral("cownscope: ")), outcome.exitCode == 0 ? 0 : 1)
            << most << ": " << outcome.err.toStdString();
    }
}

// Stacks of a gibibyte each, and no room for 256 of them.
TEST(Program, ThreadsThatCannotBeHadAreOneSentence)
{
#ifdef COWNSCOPE_SANITIZED
    GTEST_SKIP() << "a sanitizer needs all of the address space";
#endif
    const test::ProgramResult result =
        test::runProgram("/bin/sh",
                         {"-c", "ulimit -s 1048576 && ulimit -v 67108864 && exec \"$@\"", "sh",
                          COWNSCOPE_PROGRAM, "--workers", "256", "--quit-after", "5"},
                         {.patience = std::chrono::seconds{60}});
    EXPECT_EQ(result.exitCode, 2) << result.errors;
    EXPECT_NE(result.errors.find("256 workers"), std::string::npos) << result.errors;
}

// Enough for Qt to begin, and none for what the window needs.
TEST(Program, DescriptorsThatCannotBeHadAreOneSentence)
{
    if (!test::runsWithoutDescriptors)
        GTEST_SKIP() << "The sanitizer needs descriptors.";
    auto environment = withDisplay({});
    environment.emplace_back("QT_QPA_PLATFORM", "offscreen");
    for (const char *limit : {"ulimit -n 5", "ulimit -n 6"}) {
        const test::ProgramResult result =
            test::runProgram("/bin/sh",
                             {"-c", std::string{limit} + " && exec \"$@\"", "sh", COWNSCOPE_PROGRAM,
                              "--quit-after", "5"},
                             {.environment = environment, .patience = std::chrono::seconds{60}});
        EXPECT_TRUE(result.exitCode == 1 || result.exitCode == 2) << result.exitCode;
        EXPECT_NE(result.errors.find("cownscope: The "), std::string::npos) << result.errors;
        EXPECT_NE(result.errors.find("Too many open files.\n"), std::string::npos) << result.errors;
    }
}

TEST(Program, OpensResultsAndRefusesOtherFiles)
{
    const QTemporaryDir folder;
    const QString good = folder.filePath("good.json");
    lab::writeResultFile(good.toStdString(), {});
    const QString picture = folder.filePath("results.png");
    const test::ProgramOutcome fine = test::runCownscope(
        {"--open", good, "--quit-after", "1", "--snapshot", picture, "--size", "900x600"});
    EXPECT_EQ(fine.exitCode, 0) << fine.err.toStdString();
    EXPECT_EQ(QImage{picture}.size(), QSize(900, 600));

    QFile file{folder.filePath("bad.json")};
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("{}");
    file.close();
    QFile::remove(picture);
    const test::ProgramOutcome mixed =
        test::runCownscope({"--open", good, file.fileName(), "--quit-after", "1", "--snapshot",
                            picture, "--size", "900x600"});
    EXPECT_EQ(mixed.exitCode, 1) << "not all was opened";
    EXPECT_EQ(mixed.err.count("cownscope: "), 1) << mixed.err.toStdString();
    EXPECT_TRUE(mixed.err.contains(file.fileName())) << mixed.err.toStdString();
    EXPECT_TRUE(QFile::exists(picture));
    const test::ProgramOutcome bad =
        test::runCownscope({file.fileName(), "--quit-after", "1"}, withDisplay({}));
    EXPECT_EQ(bad.exitCode, 2);
    EXPECT_EQ(bad.err.count("cownscope: "), 1) << bad.err.toStdString();
    EXPECT_TRUE(bad.err.contains(file.fileName())) << bad.err.toStdString();
}

// Neither a display nor OpenGL, nor the folder that a session would have.
TEST(Program, PlotsWithoutADisplay)
{
    const QTemporaryDir folder;
    const auto path = [&folder](const char *name) { return folder.filePath(name); };
    lab::writeFile(path("t.csv").toStdString(), lab::transport::toCsv(test::transportRows()));
    lab::writeResultFile(path("sweep.json").toStdString(), test::workerSweep());
    auto nowhere = withDisplay({});
    nowhere.emplace_back("XDG_RUNTIME_DIR", std::nullopt);
    nowhere.emplace_back("QT_QPA_PLATFORM", "xcb"); // must not matter
    for (const char *result : {"t.csv", "sweep.json"}) {
        const QString picture = path("p.png");
        const auto outcome =
            test::runCownscope({"--plot", picture, path(result), "--size", "640x400"}, nowhere);
        EXPECT_EQ(outcome.exitCode, 0);
        EXPECT_EQ(outcome.err, "") << result;
        EXPECT_EQ(QImage{picture}.size(), QSize(640, 400));
        EXPECT_TRUE(QFile::remove(picture));
    }
    QList<QColor> backgrounds;
    for (const char *theme : {"light", "dark"}) {
        auto twice = nowhere;
        twice.emplace_back("QT_SCALE_FACTOR", "2");
        const auto outcome =
            test::runCownscope({path("t.csv"), "--theme", theme, "--plot", path("p.png")}, twice);
        EXPECT_EQ(outcome.exitCode, 0) << outcome.err.toStdString();
        const QImage picture{path("p.png")};
        EXPECT_EQ(picture.size(), QSize(1800, 1080));
        backgrounds.append(picture.pixelColor(1, 1));
    }
    EXPECT_GT(backgrounds.at(0).lightness(), 200);
    EXPECT_LT(backgrounds.at(1).lightness(), 60);

    ASSERT_EQ(test::runCownscope({path("t.csv"), "--plot", path("p.svg")}, nowhere).exitCode, 0);
    QFile drawing{path("p.svg")};
    ASSERT_TRUE(drawing.open(QIODevice::ReadOnly));
    const QByteArray text = drawing.readAll();
    EXPECT_TRUE(text.contains("MB/s") && text.contains("95 % interval"));
    EXPECT_FALSE(text.contains("<image"));
}

TEST(Program, APlotOfABadFileIsOneSentence)
{
    const QTemporaryDir folder;
    const QString bad = folder.filePath("bad.csv");
    lab::writeFile(bad.toStdString(), "size_mb,kind\n");
    const QString picture = folder.filePath("p.png");
    const auto outcome = test::runCownscope({"--plot", picture, bad}, withDisplay({}));
    EXPECT_EQ(outcome.exitCode, 2);
    EXPECT_EQ(outcome.err, "cownscope: " + bad + ": line 1: the column transport is missing\n");
    EXPECT_FALSE(QFile::exists(picture));
}

TEST(Program, EndsByItselfWithUnsavedResults)
{
    const QTemporaryDir home;
    const test::Environment environment{{"XDG_DATA_HOME", home.path().toStdString()},
                                        {"XDG_CONFIG_HOME", home.path().toStdString()}};
    const QString left = home.filePath("cownscope/sweeps/boids-20200101T000000.json");
    ASSERT_TRUE(QDir{home.path()}.mkpath("cownscope/sweeps"));
    lab::Document document;
    document.points.emplace_back();
    lab::writeResultFile(left.toStdString(), document);
    const auto outcome = test::runCownscope(
        {"--page", "experiments", "--quit-after", "1", "--size", "900x600"}, environment);
    EXPECT_EQ(outcome.exitCode, 0) << outcome.err.toStdString();
    EXPECT_TRUE(QFile::exists(left)) << "nobody has decided about it";
}

} // namespace
} // namespace cownscope
