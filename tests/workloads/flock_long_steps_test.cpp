// SPDX-License-Identifier: GPL-3.0-or-later
#include "flock_support.h"
#include "serial_flock.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <thread>

using namespace cownscope::boids;
using namespace cownscope::tests;

namespace {

using namespace std::chrono_literals;

/// Everybody sees everybody: a step takes minutes.
Options crowd()
{
    Options options{.parameters = {}, .boids = 1u << 18, .seed = 3};
    options.parameters.visualRange = 1e5f;
    return options;
}

/// Waits until the boids are there, and a step of them is under way.
void beginStep(boc::Runtime &runtime, Flock &flock)
{
    flock.advance(1);
    while (flock.boids() != crowd().boids || runtime.statistics().completed < 3)
        std::this_thread::sleep_for(1ms);
}

} // namespace

TEST(FlockLongSteps, GiveUpWhenTheRuntimeIsStoppedAndLoseNobody)
{
    Flock flock(crowd());
    {
        boc::Runtime runtime{{.workers = 2}};
        flock.attach(runtime);
        beginStep(runtime, flock);
        runtime.stop();
        EXPECT_EQ(flock.stepsDone(), 0u);
        flock.pause();
        flock.detach();
    }
    boc::Runtime runtime{{.workers = 1}};
    flock.attach(runtime);
    expectWhole(settledSnapshot(runtime, flock), crowd().boids);
}

TEST(FlockLongSteps, AreHeldAndGoOn)
{
    // So many pairs that bodies wait before they are through; the step itself is short.
    Options options{.parameters = {}, .boids = 1u << 15, .seed = 3};
    options.parameters.visualRange = 1e5f;
    Flock held(options);
    boc::Runtime runtime{{.workers = 1}};
    std::atomic<bool> begin{false};
    runtime.when() << [&begin] {
        while (!begin)
            std::this_thread::yield();
    };
    held.attach(runtime);
    held.advance(1);
    held.hold();
    begin = true;
    EXPECT_FALSE(runtime.quiesce(50ms));
    held.requestFrame(); // does not continue it
    EXPECT_FALSE(runtime.quiesce(50ms));
    EXPECT_EQ(held.stepsDone(), 0u);
    held.setFreeRunning(false); // any command continues it
    const Snapshot after = settledSnapshot(runtime, held);
    EXPECT_EQ(held.stepsDone(), 1u);

    Flock free(options);
    free.attach(runtime);
    free.advance(1);
    EXPECT_EQ(after, settledSnapshot(runtime, free));
}

TEST(FlockLongSteps, AHeldFlockCanBeStoppedOrGo)
{
    auto flock = std::make_unique<Flock>(crowd());
    {
        boc::Runtime runtime{{.workers = 2}};
        flock->attach(runtime);
        beginStep(runtime, *flock);
        flock->pause();
        flock->hold();
        std::this_thread::sleep_for(5ms);
        runtime.stop();
        flock->detach();
    }
    boc::Runtime runtime{{.workers = 2}};
    flock->attach(runtime);
    beginStep(runtime, *flock);
    flock->pause();
    flock->hold();
    flock.reset();
    runtime.stop();
}
