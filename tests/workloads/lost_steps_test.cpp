// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/split_mix.h"
#include "boc/faults/allocations.h"
#include "flock_support.h"
#include "on_worker.h"
#include "serial_flock.h"
#include "support/scale.h"

#include <gtest/gtest.h>

#include <cmath>
#include <memory>
#include <stdexcept>
#include <vector>

/// \file
/// A step for which there is no memory: the flock stops and says why, and goes on as if nothing had
/// happened.
using namespace cownscope;
using namespace cownscope::boids;
using namespace cownscope::tests;

namespace {

constexpr int mostAllocations = 5000;
constexpr int stride = repeats(1, 7); // of allocations that fail first

/// A flock in a runtime with one worker, whose memory is taken after some allocations while
/// `command` is carried out.
struct Starved
{
    explicit Starved(const Options &options, const Tuning &tuning = manyBands)
        : flock(options, tuning)
    {
        flock.attach(runtime);
        runtime.quiesce();
    }

    template <class Command>
    void command(int successes, Command command)
    {
        onWorker(runtime, [successes] { boctest::takeMemoryAfter(successes); });
        command(flock);
        runtime.quiesce();
        onWorker(runtime, [] { boctest::setMemoryBack(); });
    }

    void goOn()
    {
        flock.advance(0);
        runtime.quiesce();
    }

    boc::Runtime runtime{{.workers = 1}};
    Flock flock;
};

/// Two species in a world of many rows.
Options twoSpecies()
{
    Options options{.parameters = {}, .boids = 400, .seed = 11};
    options.second = SecondSpecies{};
    options.influences = {{300, 300, 100, 2}};
    return options;
}

void expectThatItStands(const Flock &flock)
{
    const Outcome status = flock.status();
    ASSERT_FALSE(status);
    EXPECT_NE(status.reason().find("memory"), std::string::npos) << status.reason();
}

} // namespace

// Wherever the memory runs out: in any body of a step, or while it is scheduled.
TEST(LostSteps, AreMadeWhenTheFlockGoesOnAndItIsTheSameFlock)
{
    const Options options = twoSpecies();
    SerialFlock serial(options, manyBands);
    serial.step(7);
    const Snapshot expected = serial.snapshot();
    int failures = 0;
    bool enough = false;
    for (int successes = 0; !enough && successes < mostAllocations; successes += stride) {
        Starved starved(options);
        ASSERT_TRUE(starved.flock.status());
        starved.command(successes, [](Flock &flock) { flock.advance(5); });
        enough = starved.flock.stepsDone() == 5;
        ASSERT_EQ(starved.flock.status().ok(), enough) << "after " << successes;
        failures += enough ? 0 : 1;
        starved.goOn();
        ASSERT_TRUE(starved.flock.status()) << "after " << successes;
        ASSERT_EQ(starved.flock.stepsDone(), 5u) << "after " << successes;
        starved.flock.advance(2);
        ASSERT_EQ(settledSnapshot(starved.runtime, starved.flock), expected)
            << "after " << successes;
        ASSERT_EQ(starved.flock.boidUpdates(), 7u * options.boids);
    }
    EXPECT_TRUE(enough);
    EXPECT_GT(failures, 20);
}

TEST(LostSteps, MayFailAgainAndAgain)
{
    const Options options = twoSpecies();
    SerialFlock serial(options, manyBands);
    serial.step(5);
    const Snapshot expected = serial.snapshot();
    SplitMix random(3, 0);
    int failures = 0;
    for (int i = 0; i < repeats(100, 20); ++i) {
        Starved starved(options);
        starved.command(20, [](Flock &flock) { flock.advance(5); });
        for (int again = 0; again < 20 && starved.flock.stepsDone() < 5; ++again) {
            const auto successes = static_cast<int>(random.next() % 40);
            starved.command(successes, [](Flock &flock) { flock.pause(); }); // finishes the step
            failures += starved.flock.status() ? 0 : 1;
        }
        starved.goOn();
        starved.flock.advance(5 - starved.flock.stepsDone());
        ASSERT_EQ(settledSnapshot(starved.runtime, starved.flock), expected);
    }
    EXPECT_GT(failures, 100);
}

// Only one of two workers has no memory, so that bands fail here and there while others go on, and
// frames are on their way.
TEST(LostSteps, OfSomeBandsLeaveTheOthersConsistent)
{
    constexpr std::uint64_t steps = 20;
    const Options options = twoSpecies();
    SerialFlock serial(options, manyBands);
    std::vector<Snapshot> expected{serial.snapshot()};
    for (std::uint64_t step = 0; step < steps; ++step) {
        serial.step();
        expected.push_back(serial.snapshot());
    }
    int failures = 0;
    for (int successes = 0; successes < repeats(400, 60); ++successes) {
        RecordingSink sink;
        boc::Runtime runtime{{.workers = 2}};
        Flock flock(options, manyBands);
        flock.attach(runtime, boc::PinnedCown<boids::FrameSink *>(runtime, &sink));
        runtime.quiesce();
        runtime.when() << [successes] { boctest::takeMemoryAfter(successes); };
        flock.advance(steps);
        while (flock.stepsDone() < steps && flock.status()) {
            flock.requestFrame();
            runtime.quiesce(std::chrono::microseconds(100));
        }
        runtime.quiesce();
        failures += flock.status() ? 0 : 1;
        onBothWorkers(runtime, [] { boctest::setMemoryBack(); });
        flock.advance(0);
        ASSERT_EQ(settledSnapshot(runtime, flock), expected[steps]) << "after " << successes;
        ASSERT_TRUE(flock.status());
        for (const auto &frame : sink.frames)
            ASSERT_TRUE(shows(*frame, expected[frame->step])) << "after " << successes;
    }
    EXPECT_GT(failures, 0);
}

TEST(LostSteps, AnswerNoSnapshotAndNoFrameUntilTheyAreMade)
{
    const Options options = twoSpecies();
    bool isBetweenSteps = false;
    for (int successes = 0; !isBetweenSteps && successes < mostAllocations; successes += stride) {
        RecordingSink sink;
        boc::Runtime runtime{{.workers = 1}};
        Flock flock(options, manyBands);
        flock.attach(runtime, boc::PinnedCown<boids::FrameSink *>(runtime, &sink));
        runtime.quiesce();
        onWorker(runtime, [successes] { boctest::takeMemoryAfter(successes); });
        flock.advance(3);
        flock.requestFrame();
        runtime.quiesce();
        onWorker(runtime, [] { boctest::setMemoryBack(); });
        if (flock.status())
            continue;
        const boc::Cown<Snapshot> snapshot = flock.snapshot();
        runtime.when(snapshot) << [&isBetweenSteps](auto result) {
            try {
                expectWhole(*result, 400);
            } catch (const std::runtime_error &) {
                isBetweenSteps = true;
            }
        };
        runtime.quiesce();
        for (const auto &frame : sink.frames) {
            SerialFlock serial(options, manyBands);
            serial.step(frame->step);
            EXPECT_TRUE(shows(*frame, serial.snapshot()));
        }
        flock.advance(0);
        runtime.quiesce();
        flock.requestFrame();
        runtime.quiesce();
        ASSERT_TRUE(flock.status());
        ASSERT_FALSE(sink.frames.empty());
        EXPECT_EQ(sink.frames.back()->step, 3u);
        EXPECT_TRUE(shows(*sink.frames.back(), settledSnapshot(runtime, flock)));
    }
    EXPECT_TRUE(isBetweenSteps);
}

// The boids stay, and the change is made later.
TEST(LostRebuilds, AreMadeWhenTheFlockGoesOn)
{
    const Options options = twoSpecies();
    Parameters wider = options.parameters;
    wider.visualRange = 80;
    const auto change = [&wider](Flock &flock) {
        flock.setBoids(450, Disk{100, 100, 10});
        flock.setParameters(wider);
        flock.setBoids(430);
        flock.advance(1);
    };
    Starved undisturbed(options);
    undisturbed.flock.advance(4);
    undisturbed.runtime.quiesce();
    const Snapshot before = settledSnapshot(undisturbed.runtime, undisturbed.flock);
    int failures = 0;
    bool enough = false;
    for (int successes = 0; !enough && successes < mostAllocations; successes += stride) {
        Starved starved(options);
        starved.flock.advance(4);
        starved.runtime.quiesce();
        starved.command(successes, change);
        enough = starved.flock.status().ok();
        failures += enough ? 0 : 1;
        starved.goOn();
        ASSERT_TRUE(starved.flock.status()) << "after " << successes;
        const Snapshot after = settledSnapshot(starved.runtime, starved.flock);
        ASSERT_EQ(after.step, 5u) << "after " << successes;
        expectWhole(after, 430);
        for (std::size_t id = 0; id < 400; ++id)
            ASSERT_LE(std::hypot(after.x[id] - before.x[id], after.y[id] - before.y[id]), 40);
        for (std::size_t id = 400; id < 430; ++id)
            ASSERT_LE(std::hypot(after.x[id] - 100, after.y[id] - 100), 60) << id;
    }
    EXPECT_TRUE(enough);
    EXPECT_GT(failures, 10);
}

TEST(LostRebuilds, OfTheVeryFirstBandsAreMadeLater)
{
    const Options options = twoSpecies();
    SerialFlock serial(options, manyBands);
    serial.step(2);
    bool enough = false;
    for (int successes = 0; !enough && successes < mostAllocations; successes += stride) {
        boc::Runtime runtime{{.workers = 1}};
        Flock flock(options, manyBands);
        onWorker(runtime, [successes] { boctest::takeMemoryAfter(successes); });
        flock.attach(runtime);
        runtime.quiesce();
        onWorker(runtime, [] { boctest::setMemoryBack(); });
        enough = flock.status().ok();
        flock.advance(2);
        ASSERT_EQ(settledSnapshot(runtime, flock), serial.snapshot()) << "after " << successes;
        ASSERT_TRUE(flock.status());
    }
    EXPECT_TRUE(enough);
}

TEST(LostSteps, AFlockThatStandsCanBeReset)
{
    Starved starved(twoSpecies());
    starved.command(20, [](Flock &flock) { flock.advance(3); });
    expectThatItStands(starved.flock);
    const Options other{.parameters = {}, .boids = 100, .seed = 5};
    starved.flock.pause(); // or the steps that are still allowed follow the reset
    starved.flock.reset(other);
    starved.flock.advance(4);
    SerialFlock serial(other, manyBands);
    serial.step(4);
    EXPECT_EQ(settledSnapshot(starved.runtime, starved.flock), serial.snapshot());
    EXPECT_TRUE(starved.flock.status());
}

TEST(LostSteps, AFlockThatStandsCanChangeItsRuntime)
{
    const Options options = twoSpecies();
    Starved starved(options);
    starved.command(20, [](Flock &flock) { flock.advance(3); });
    expectThatItStands(starved.flock);
    starved.flock.detach();
    boc::Runtime runtime{{.workers = 2}};
    starved.flock.attach(runtime);
    expectWhole(settledSnapshot(runtime, starved.flock), options.boids);
    EXPECT_TRUE(starved.flock.status());
    const std::uint64_t steps = starved.flock.stepsDone();
    starved.flock.advance(3);
    runtime.quiesce();
    EXPECT_EQ(starved.flock.stepsDone(), steps + 3);
    starved.flock.detach();
}

// A better partition is not worth a stop.
TEST(LostRepartitions, AreNoProblem)
{
    const std::uint32_t boids = 3000;
    const Disk corner{200, 150, 60};
    const Options options{.parameters = {}, .boids = 0, .seed = 46};
    FlockState state;
    setCount(state, boids, options.parameters, options.seed, corner);
    SerialFlock serial(options.scene(), state, {1, 1, 1});
    const auto crowdAfter = [&](std::uint64_t steps) {
        auto starved = std::make_unique<Starved>(options, Tuning{4, 1, 1});
        starved->flock.setBoids(boids, corner);
        starved->flock.advance(steps);
        starved->runtime.quiesce();
        return starved;
    };
    std::uint64_t before = 0; // so many steps there is no repartition
    while (crowdAfter(before + 1)->flock.workDone().repartitions == 0)
        ASSERT_LT(++before, 100u);
    serial.step(before + 20);

    bool isLost = false;
    bool enough = false;
    for (int successes = 0; !enough && successes < mostAllocations; successes += stride) {
        const auto starved = crowdAfter(before);
        starved->command(successes, [](Flock &flock) { flock.advance(1); });
        const bool isMade = starved->flock.workDone().repartitions == 1;
        isLost = isLost || (!isMade && starved->flock.status());
        enough = isMade && starved->flock.status().ok();
        starved->goOn();
        starved->flock.advance(19);
        ASSERT_EQ(settledSnapshot(starved->runtime, starved->flock), serial.snapshot());
        ASSERT_TRUE(starved->flock.status());
    }
    EXPECT_TRUE(enough);
    EXPECT_TRUE(isLost);
}

TEST(LostCommands, AreSentWithTheNext)
{
    boc::Runtime runtime{{.workers = 2}};
    Flock flock(twoSpecies(), manyBands);
    flock.attach(runtime);
    {
        const boctest::OutOfMemory outOfMemory;
        flock.advance(3);
    }
    expectThatItStands(flock);
    runtime.quiesce();
    EXPECT_EQ(flock.stepsDone(), 0u);
    flock.requestFrame();
    flock.setFreeRunning(false);
    runtime.quiesce();
    EXPECT_EQ(flock.stepsDone(), 3u);
    EXPECT_TRUE(flock.status());
}
