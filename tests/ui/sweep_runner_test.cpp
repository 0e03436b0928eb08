// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/results/result_file.h"
#include "tests/support/descriptor_limit.h"
#include "tests/support/no_more_threads.h"
#include "tests/ui/sweep_fixture.h"
#include "ui/sweeps/autosave.h"

#include <QElapsedTimer>
#include <QFile>
#include <QThread>

#include <fstream>

#include <dirent.h>

namespace cownscope::ui {
namespace {

using namespace std::chrono_literals;
using test::quickPlan;

class SweepRunnerTest : public test::SweepTest
{
protected:
    // Child processes of this process that still exist.
    static int children()
    {
        int count = 0;
        DIR *processes = opendir("/proc");
        while (const dirent *entry = readdir(processes)) {
            std::ifstream stat(std::string{"/proc/"} + entry->d_name + "/stat");
            std::string pid, name, state;
            int parent = 0;
            if (stat >> pid >> name >> state >> parent && parent == getpid())
                ++count;
        }
        closedir(processes);
        return count;
    }

    // A shell script with these lines.
    QString script(const QString &lines) const
    {
        const QString name = folder.filePath(QStringLiteral("script"));
        QFile file{name};
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(QStringLiteral("#!/bin/sh\n%1\n").arg(lines).toLocal8Bit());
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        return name;
    }

    static bool waitFor(const SweepRunner &runner)
    {
        return test::spinUntil([&] { return !runner.isRunning(); });
    }
};

TEST_F(SweepRunnerTest, MeasuresEveryPointAndTellsOnTheMainThread)
{
    SweepRunner runner{program};
    int runsBegun = 0;
    int reports = 0;
    bool interrupted = true;
    SweepRunner::DocumentPointer last;
    bool elsewhere = false;
    const auto look = [&] { elsewhere |= QThread::currentThread() != runner.thread(); };
    QObject::connect(&runner, &SweepRunner::runBegun, [&](const lab::RunPlace &place) {
        look();
        EXPECT_EQ(place.number, static_cast<std::size_t>(runsBegun++));
        EXPECT_EQ(place.count, 4u);
        EXPECT_TRUE(runner.secondsLeft());
    });
    QObject::connect(&runner, &SweepRunner::live, [&](const lab::LiveReport &report) {
        look();
        EXPECT_LE(report.executed.size(), 2u);
        ++reports;
    });
    QObject::connect(&runner, &SweepRunner::documentChanged,
                     [&](const SweepRunner::DocumentPointer &document) {
                         look();
                         last = document;
                     });
    QObject::connect(&runner, &SweepRunner::ended, [&](bool was) { interrupted = was; });
    lab::SweepPlan plan = quickPlan({1, 2}, 0.25);
    plan.repeats = 2;
    ASSERT_TRUE(runner.start(plan, file));
    EXPECT_TRUE(runner.isRunning());
    EXPECT_FALSE(runner.start(plan, file)) << "two at a time";
    ASSERT_TRUE(waitFor(runner));

    EXPECT_FALSE(elsewhere);
    EXPECT_FALSE(interrupted);
    EXPECT_EQ(runsBegun, 4);
    EXPECT_EQ(runner.runsDone(), 4u);
    EXPECT_GT(reports, 0);
    const lab::Document kept = lab::readResultFile(file.toStdString());
    ASSERT_EQ(kept.points.size(), 2u);
    for (const lab::Point &point : kept.points) {
        EXPECT_FALSE(point.error);
        ASSERT_EQ(point.repeats.size(), 2u);
        EXPECT_GT(point.repeats[0].throughput, 0);
        EXPECT_TRUE(point.repeats[0].schedulerStats) << "counters are always measured";
    }
    EXPECT_EQ(kept.metadata.program, "cownscope");
    ASSERT_TRUE(last);
    EXPECT_EQ(last->points.size(), 2u);
    EXPECT_TRUE(last->metadata.finishedAt);
}

TEST_F(SweepRunnerTest, TheFileIsThereFromTheBeginning)
{
    {
        SweepRunner runner{program};
        ASSERT_TRUE(runner.start(quickPlan({1}, 30), file));
        EXPECT_TRUE(test::spinUntil([&] { return QFile::exists(file); }));
        EXPECT_TRUE(lab::readResultFile(file.toStdString()).metadata.interrupted);
    }
    EXPECT_TRUE(lab::readResultFile(file.toStdString()).metadata.interrupted);
}

TEST_F(SweepRunnerTest, StopsSoonAndMarksTheDocument)
{
    SweepRunner runner{program};
    bool measured = false;
    bool interrupted = false;
    QObject::connect(&runner, &SweepRunner::runEnded, [&] { measured = true; });
    QObject::connect(&runner, &SweepRunner::ended, [&](bool was) { interrupted = was; });
    lab::SweepPlan plan = quickPlan({1, 2, 3}, 1);
    plan.repeats = 50;
    ASSERT_TRUE(runner.start(plan, file));
    ASSERT_TRUE(test::spinUntil([&] { return measured; }));
    QElapsedTimer elapsed;
    elapsed.start();
    runner.stop();
    EXPECT_LT(elapsed.elapsed(), 100) << "it must not wait";
    EXPECT_TRUE(runner.isStopping());
    ASSERT_TRUE(waitFor(runner));
    EXPECT_LT(elapsed.elapsed(), 3000);
    EXPECT_TRUE(interrupted);
    EXPECT_EQ(children(), 0);
    const lab::Document kept = lab::readResultFile(file.toStdString());
    EXPECT_TRUE(kept.metadata.interrupted);
    EXPECT_FALSE(kept.points.empty());
}

TEST_F(SweepRunnerTest, AChildThatHasJustBegunStopsWithoutBeingKilled)
{
    const QString begun = folder.filePath(QStringLiteral("begun"));
    const QString ended = folder.filePath(QStringLiteral("ended")); // by itself
    const QString traced =
        script(QStringLiteral(": > %1; \"%2\" \"$@\"; : > %3").arg(begun, program, ended));
    // On a busy machine it may be killed before it runs.
    EXPECT_TRUE(test::holdsOnce(5, [&] {
        QFile::remove(begun);
        SweepRunner runner{traced};
        EXPECT_TRUE(runner.start(quickPlan({1}, 30), file));
        EXPECT_TRUE(test::spinUntil([&] { return QFile::exists(begun); }));
        runner.stop();
        EXPECT_TRUE(waitFor(runner));
        return QFile::exists(ended);
    }));
}

TEST_F(SweepRunnerTest, CanRunAgain)
{
    SweepRunner runner{program};
    for (const double seconds : {0.05, 30.0, 0.05}) {
        ASSERT_TRUE(runner.start(quickPlan({1}, seconds), file));
        if (seconds > 1)
            runner.stop();
        ASSERT_TRUE(waitFor(runner));
        EXPECT_EQ(lab::readResultFile(file.toStdString()).metadata.interrupted, seconds > 1);
    }
}

TEST_F(SweepRunnerTest, CanBeDestroyedAtAnyMoment)
{
    for (const auto moment : {0ms, 5ms, 50ms, 300ms, 700ms}) {
        auto runner = std::make_unique<SweepRunner>(program);
        ASSERT_TRUE(runner->start(quickPlan({1, 2}, 0.3), file));
        test::spin(moment);
        QElapsedTimer elapsed;
        elapsed.start();
        runner.reset();
        EXPECT_LT(elapsed.elapsed(), 3000);
        EXPECT_EQ(children(), 0) << "after " << moment.count();
        test::spin(20ms); // handles posted events
    }
}

TEST_F(SweepRunnerTest, WhatCannotBeStartedDoesNotCountAsRunning)
{
    SweepRunner runner{program};
    bool begun = false;
    QObject::connect(&runner, &SweepRunner::begun, [&] { begun = true; });
    const auto expectRefusal = [&](const Outcome &started) {
        ASSERT_FALSE(started);
        EXPECT_TRUE(started.reason().starts_with("The experiment cannot be started: "))
            << started.reason();
        EXPECT_FALSE(runner.isRunning());
        EXPECT_FALSE(begun);
    };
    if (test::runsWithoutDescriptors) {
        const test::DescriptorLimit none;
        expectRefusal(runner.start(quickPlan(), file));
    }
    {
        const test::NoMoreThreads none;
        expectRefusal(runner.start(quickPlan(), file));
    }
    EXPECT_TRUE(runner.start(quickPlan(), file));
    EXPECT_TRUE(waitFor(runner));
}

TEST_F(SweepRunnerTest, AMissingProgramIsToldInASentence)
{
    SweepRunner runner{QStringLiteral("/nowhere/cownbench")};
    const Outcome started = runner.start(quickPlan(), file);
    ASSERT_FALSE(started);
    EXPECT_NE(started.reason().find("/nowhere/cownbench"), std::string::npos);
    EXPECT_FALSE(runner.isRunning());
    EXPECT_FALSE(QFile::exists(file));
}

TEST_F(SweepRunnerTest, AProgramThatFailsIsAWarningAndAnErrorInTheDocument)
{
    SweepRunner runner{QStringLiteral("/bin/false")};
    QStringList warnings;
    QObject::connect(&runner, &SweepRunner::warned, [&](const QString &text) { warnings << text; });
    ASSERT_TRUE(runner.start(quickPlan({1, 2, 3, 4, 5, 6, 7, 8}), file));
    ASSERT_TRUE(waitFor(runner));
    ASSERT_EQ(warnings.size(), 8);
    EXPECT_TRUE(warnings.join(u' ').contains(QStringLiteral("workers=2")))
        << warnings.join(u' ').toStdString();
    for (const lab::Point &point : lab::readResultFile(file.toStdString()).points)
        EXPECT_TRUE(point.error);
}

TEST_F(SweepRunnerTest, AProgramThatDoesNotListenEndsOnlyItself)
{
    const QString deaf = script(QStringLiteral("exec 0<&-\n: >\"$0.begun\"\nsleep 60"));
    SweepRunner runner{deaf};
    ASSERT_TRUE(runner.start(quickPlan({1}), file));
    ASSERT_TRUE(test::spinUntil([&] { return QFile::exists(deaf + QStringLiteral(".begun")); }));
    runner.requestSnapshot(); // writes to a pipe without a reader
    test::spin(100ms);
    runner.stop();
    ASSERT_TRUE(waitFor(runner));
    EXPECT_EQ(children(), 0);
}

TEST_F(SweepRunnerTest, WhatCannotBeMeasuredIsNotBegun)
{
    SweepRunner runner{program};
    lab::SweepPlan plan = quickPlan();
    plan.base.options.as<lab::ChainRingOptions>().groupSize = 4096;
    EXPECT_FALSE(runner.start(plan, file));
    EXPECT_FALSE(runner.isRunning());
}

TEST_F(SweepRunnerTest, AFolderThatIsGoneLosesNothing)
{
    SweepRunner runner{program};
    QStringList warnings;
    QObject::connect(&runner, &SweepRunner::warned, [&](const QString &text) { warnings << text; });
    const QString gone = QStringLiteral("/proc/none/%1.json").arg(getpid());
    ASSERT_TRUE(runner.start(quickPlan({1}), gone));
    ASSERT_TRUE(waitFor(runner));
    ASSERT_FALSE(warnings.empty());
    EXPECT_TRUE(warnings[0].contains(gone)) << warnings[0].toStdString();
    EXPECT_NE(runner.file(), gone);
    EXPECT_EQ(lab::readResultFile(runner.file().toStdString()).points.size(), 1u);
    QFile::remove(runner.file());
}

TEST_F(SweepRunnerTest, ASnapshotHasTheCounters)
{
    SweepRunner runner{program};
    int snapshots = 0;
    QObject::connect(&runner, &SweepRunner::live, [&](const lab::LiveReport &report) {
        if (report.phase == "measuring" && snapshots == 0)
            runner.requestSnapshot();
    });
    QObject::connect(&runner, &SweepRunner::snapshot, [&](const lab::LiveReport &report) {
        ++snapshots;
        EXPECT_TRUE(report.schedulerStats);
        runner.stop();
    });
    ASSERT_TRUE(runner.start(quickPlan({2}, 60), file));
    ASSERT_TRUE(waitFor(runner));
    EXPECT_GT(snapshots, 0);
}

TEST(Autosave, IsLeftByACrashAndFoundOnce)
{
    const QTemporaryDir folder;
    const QString place = folder.filePath(QStringLiteral("sweeps"));
    QString path;
    {
        Autosave autosave = Autosave::create(QStringLiteral("boids"), place);
        path = autosave.path();
        QFile file{path};
        EXPECT_TRUE(file.exists()) << "anybody else could take the name";
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write("something");
        file.close();
        EXPECT_TRUE(Autosave::recover(place).empty()) << "it is in use";
        const Autosave other = Autosave::create(QStringLiteral("boids"), place);
        EXPECT_NE(other.path(), path);
        const Autosave third = Autosave::create(QStringLiteral("boids"), place);
        EXPECT_NE(third.path(), other.path());
    }
    auto found = Autosave::recover(place);
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].path(), path);
    EXPECT_TRUE(Autosave::recover(place).empty()) << "it is taken";
    found[0].remove();
    found.clear();
    EXPECT_TRUE(Autosave::recover(place).empty());
    EXPECT_TRUE(QDir{place}.isEmpty()) << "something is left";
}

} // namespace
} // namespace cownscope::ui
