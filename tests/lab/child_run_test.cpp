// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/children/child_run.h"
#include "lab/experiments/chain_ring/chain_ring_workload.h"

#include <gtest/gtest.h>

#include <chrono>
#include <ctime>
#include <thread>

using namespace cownscope::lab;
using Clock = std::chrono::steady_clock;

namespace {

Experiment smallExperiment()
{
    Experiment experiment(chainRingWorkload());
    auto &options = experiment.options.as<ChainRingOptions>();
    options.nullPayload = true;
    experiment.workers = 2;
    experiment.durationSeconds = 0.3;
    experiment.warmupSeconds = 0.02;
    return derived(experiment);
}

ChildOptions realChild()
{
    return {.program = COWNSCOPE_COWNBENCH, .launcher = {}, .cpus = {}, .timeoutSeconds = {}};
}

ChildOptions hostileChild(const std::string &behavior)
{
    ChildOptions options = realChild();
    options.launcher = {COWNSCOPE_HOSTILE_CHILD, behavior};
    return options;
}

std::optional<Repeat> run(const ChildOptions &options, const Experiment &experiment,
                          const ChildHooks &hooks = {})
{
    RunControl control;
    return runInChild(options, experiment, 3, hooks, control);
}

struct Hostility
{
    const char *behavior;
    const char *sentence;
    double timeoutSeconds = 60;
    const char *tail = "";
    double exitTimeoutSeconds = 5;
};

class HostileChild : public testing::TestWithParam<Hostility>
{ };

} // namespace

TEST(ChildRun, BringsARepeatHome)
{
    const auto repeat = run(realChild(), smallExperiment());
    ASSERT_TRUE(repeat);
    EXPECT_EQ(repeat->repeatIndex, 3u);
    EXPECT_GE(repeat->elapsedSeconds, 0.3);
    EXPECT_GT(repeat->throughput, 0);
    EXPECT_TRUE(repeat->schedulerStats->is_null());
    EXPECT_TRUE(repeat->more.contains("machine_load"));
}

TEST(ChildRun, HearsHowThingsGo)
{
    Json machine;
    std::vector<LiveReport> reports;
    const auto repeat = run(realChild(), smallExperiment(),
                            {.hello = [&](const Json &json) { machine = json; },
                             .live = [&](const LiveReport &report) { reports.push_back(report); }});
    ASSERT_TRUE(repeat);
    EXPECT_TRUE(machine.contains("hostname"));
    ASSERT_FALSE(reports.empty());
    const LiveReport &last = reports.back();
    EXPECT_EQ(last.phase, "measuring");
    EXPECT_EQ(last.plannedSeconds, 0.3);
    EXPECT_GT(last.throughput, 0);
    EXPECT_EQ(last.executed.size(), 2u);
    EXPECT_FALSE(last.schedulerStats);
}

TEST(ChildRun, AnswersWithASnapshotWhenAsked)
{
    Experiment experiment = smallExperiment();
    experiment.durationSeconds = 60;
    RunControl control;
    std::optional<LiveReport> snapshot;
    const ChildHooks hooks{.live = [&](const LiveReport &) { control.requestSnapshot(); },
                           .snapshot =
                               [&](const LiveReport &report) {
                                   snapshot = report;
                                   control.stop();
                               }};
    EXPECT_FALSE(runInChild(realChild(), experiment, 0, hooks, control));
    ASSERT_TRUE(snapshot);
    EXPECT_EQ(snapshot->schedulerStats->size(), 2u);
    EXPECT_TRUE(snapshot->queueStats->is_array());
}

TEST(ChildRun, CountersComeWithTheRepeatWhereAskedFor)
{
    Experiment experiment = smallExperiment();
    experiment.schedulerStats = true;
    const auto repeat = run(realChild(), experiment);
    ASSERT_TRUE(repeat);
    EXPECT_EQ(repeat->schedulerStats->size(), 2u);
}

TEST(ChildRun, RunsOnTheCpusAskedFor)
{
    ChildOptions options = realChild();
    options.cpus = {0};
    EXPECT_TRUE(run(options, smallExperiment()));
    options.cpus = {0, 60'000};
    try {
        run(options, smallExperiment());
        FAIL();
    } catch (const ChildFailure &failure) {
        EXPECT_NE(std::string(failure.what()).find("cannot run on the CPUs 0,60000 of "),
                  std::string::npos)
            << failure.what();
    }
}

TEST(ChildRun, WhatALauncherPrintsDoesNotMatter)
{
    EXPECT_TRUE(run(hostileChild("chatter"), smallExperiment()));
}

TEST(ChildRun, StopsSoonFromAnotherThread)
{
    Experiment experiment = smallExperiment();
    experiment.durationSeconds = 3600;
    for (const ChildOptions &options : {realChild(), hostileChild("ignore-stop")}) {
        RunControl control;
        std::thread stopper([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(200));
            control.stop();
        });
        const auto begin = Clock::now();
        EXPECT_FALSE(runInChild(options, experiment, 0, {}, control));
        EXPECT_LT(Clock::now() - begin, std::chrono::seconds(60));
        stopper.join();
    }
}

TEST(ChildRun, KillsTheChildWhenTheControlInsists)
{
    RunControl control;
    std::thread stopper;
    const ChildHooks hooks{.hello = [&](const Json &) {
        control.stop();
        stopper = std::thread([&] { control.insist(); });
    }};
    const auto begin = Clock::now();
    EXPECT_FALSE(runInChild(hostileChild("ignore-stop"), smallExperiment(), 0, hooks, control));
    EXPECT_LT(Clock::now() - begin, std::chrono::seconds(60));
    stopper.join();
}

// It waits, and does not ask again and again whether there is something.
TEST(ChildRun, WaitsQuietlyForAChildThatLingersBehindItsResult)
{
    RunControl control;
    std::thread stopper([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(300)); // the result is there by then
        control.stop();
        std::this_thread::sleep_for(std::chrono::milliseconds(500));
        control.insist();
    });
    const auto cpuSeconds = [] {
        timespec time{};
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
    };
    const double before = cpuSeconds();
    EXPECT_FALSE(runInChild(hostileChild("result-and-hang"), smallExperiment(), 3, {}, control));
    EXPECT_LT(cpuSeconds() - before, 0.25);
    stopper.join();
}

TEST(ChildRun, ThatIsStoppedBeforeStartsNothing)
{
    RunControl control;
    control.stop();
    EXPECT_FALSE(runInChild(hostileChild("exit"), smallExperiment(), 0, {}, control));
}

TEST(ChildRun, AProgramThatIsNotThereIsASentence)
{
    ChildOptions options = realChild();
    options.launcher = {"no-such-launcher"};
    try {
        run(options, smallExperiment());
        FAIL();
    } catch (const ChildFailure &failure) {
        EXPECT_STREQ(failure.what(), "cannot start no-such-launcher: No such file or directory");
    }
}

TEST(ChildRun, WhatAChildPrintsBehindItsResultDoesNotMatter)
{
    const auto repeat = run(hostileChild("result-and-chatter"), smallExperiment());
    ASSERT_TRUE(repeat);
    EXPECT_EQ(repeat->throughput, 5);
}

TEST(ChildRun, AFloodOfMessagesIsASentence)
{
    ChildOptions options = hostileChild("flood-messages");
    options.mostReceived = 1 << 20;
    options.mostReceivedPerSecond = 0; // a slow build takes in less than what is granted
    try {
        run(options, smallExperiment());
        FAIL();
    } catch (const ChildFailure &failure) {
        const std::string sentence = failure.what();
        EXPECT_TRUE(sentence.starts_with("the child sent more than ")) << sentence;
        EXPECT_TRUE(sentence.ends_with(" s and was killed")) << sentence;
    }
}

TEST(ChildRun, AnotherBuildIsNotMixedIn)
{
    try {
        run(hostileChild("another-build"), smallExperiment());
        FAIL();
    } catch (const ChildFailure &failure) {
        EXPECT_TRUE(std::string(failure.what())
                        .starts_with("the child is another build, 0.0.1 instead of "))
            << failure.what();
    }
}

TEST_P(HostileChild, IsASentence)
{
    ChildOptions options = hostileChild(GetParam().behavior);
    options.timeoutSeconds = GetParam().timeoutSeconds;
    options.exitTimeoutSeconds = GetParam().exitTimeoutSeconds;
    try {
        run(options, smallExperiment());
        FAIL() << "a repeat came out of it";
    } catch (const ChildFailure &failure) {
        EXPECT_STREQ(failure.what(), GetParam().sentence);
        EXPECT_EQ(failure.stderrTail().substr(0, 20), GetParam().tail);
    }
}

INSTANTIATE_TEST_SUITE_P(
    ChildRun, HostileChild,
    testing::Values(
        Hostility{"exit", "the child exited with code 3", 60, "out of luck\n"},
        Hostility{"be-killed", "the child was ended by signal 9 (Killed)"},
        Hostility{"hang", "the child did not say hello within 0.5 s and was killed", 0.5},
        Hostility{"greet-and-hang", "the child did not end within 0.5 s and was killed", 0.5},
        Hostility{"flood-output", "the child printed more than 16 MiB and was killed", 60,
                  "oooooooooooooooooooo"},
        Hostility{"flood-errors", "the child printed more than 16 MiB and was killed", 60,
                  "eeeeeeeeeeeeeeeeeeee"},
        Hostility{"half-message", "the child exited with code 0 in the middle of a message"},
        Hostility{"wrong-version", "the child speaks version 99 of the protocol instead of 1"},
        Hostility{"wrong-checksum", "the child sent a damaged message: its checksum is wrong"},
        Hostility{"unknown-type", "the child sent a message of the unknown type 77"},
        Hostility{"no-json", "the child sent an invalid message: not valid JSON at byte 2"},
        Hostility{"missing-field",
                  "the child sent an invalid message: repeat.throughput is missing"},
        Hostility{"wrong-field", "the child sent an invalid message: executed must be an array"},
        Hostility{"nothing", "the child exited with code 0 without a result"},
        Hostility{"result-and-crash", "the child was ended by signal 6 (Aborted) after its result"},
        Hostility{"result-and-hang", "the child did not end after its result and was killed", 60,
                  "", 0.3},
        Hostility{"hello-twice", "the child said hello twice"},
        Hostility{"another-repeat", "the child sent the result of repeat 7 instead of 3"},
        Hostility{"failure", "no threads left"},
        Hostility{"close-output", "the child closed its output but did not end and was killed", 60,
                  "", 0.3},
        Hostility{"background", "the child exited with code 4"}),
    [](const auto &info) {
        std::string name = info.param.behavior;
        std::erase(name, '-');
        return name;
    });
