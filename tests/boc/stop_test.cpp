// SPDX-License-Identifier: GPL-3.0-or-later
#include "boc_testing.h"

#include <gtest/gtest.h>

#include <vector>

namespace {

using namespace std::chrono_literals;
using boctest::Tracked;

bool isStopped(const std::exception_ptr &exception)
{
    try {
        if (exception)
            std::rethrow_exception(exception);
    } catch (const boc::StoppedError &) {
        return true;
    }
    return false;
}

BOC_TEST(Stop, SchedulingAfterwardsIsAnErrorAndLeavesTheCountRight)
{
    // `when` counts a behavior as in flight before it looks whether the runtime is stopped. Where
    // it is, the count goes back, or the next wait would never end.
    boc::Runtime runtime{{.workers = 2}};
    boc::Cown<int> a{0};
    runtime.stop();
    EXPECT_TRUE(runtime.stopped());
    EXPECT_THROW(
        boc::when(a) << [](auto) {}, boc::StoppedError);
    bool refused = false;
    boctest::Thread([&] {
        try {
            runtime.when() << [] {};
        } catch (const boc::StoppedError &) {
            refused = true;
        }
    }).join();
    EXPECT_TRUE(refused);
    EXPECT_EQ(runtime.inFlight(), 0u);
    EXPECT_TRUE(runtime.quiesce(0ns));
}

BOC_TEST(Stop, ARefusedScheduleWakesThoseWhoWait)
{
    for (int i = 0; i < boctest::scaled(300); ++i) {
        boc::Runtime runtime{{.workers = 1}};
        runtime.requestStop();
        boctest::Atomic<bool> done{false};
        boctest::Thread waiter([&] { done = runtime.quiesce(30s); });
        while (!done)
            EXPECT_THROW(
                runtime.when() << [] {}, boc::StoppedError);
        waiter.join();
    }
}

BOC_TEST(Stop, WhatIsInFlightIsReleasedAndReported)
{
    boc::Cown<Tracked> value{0};
    boc::Runtime second{{.workers = 1}};
    std::vector<boc::Cown<void>> results;
    {
        boc::Runtime runtime{{.workers = 1}};
        boctest::Gate gate;
        boctest::Atomic<bool> inside{false};
        boc::when(value) << [&](auto) {
            inside = true;
            gate.pass();
        };
        for (int i = 0; i < 100; ++i)
            results.push_back(boc::when(value) << [](auto v) { ++v->value; });
        ASSERT_TRUE(boctest::eventually([&] { return inside.load(); }));
        runtime.requestStop();
        gate.open();
        EXPECT_EQ(runtime.stop().cancelled, 100u);
        EXPECT_EQ(runtime.stop().cancelled, 100u) << "idempotent";
    }
    int stopped = 0;
    int seen = -1;
    second.when(boc::read(results), value) << [&](auto results, auto value) {
        for (const auto &result : results)
            stopped += isStopped(result.exception());
        seen = value->value;
    };
    second.wait();
    EXPECT_EQ(stopped, 100);
    EXPECT_EQ(seen, 0);
}

BOC_TEST(Stop, QueuedPinnedWorkIsReportedAndItsValuesDieOnTheMainThread)
{
    // A stop while the main thread has pinned behaviors queued: their bodies do not run, each
    // result says why, and what they pinned is destroyed where it belongs.
    std::vector<boc::Cown<int>> results;
    {
        boc::Runtime runtime{{.workers = 1}};
        boc::PinnedCown<Tracked> pinned{1};
        for (int i = 0; i < 8; ++i)
            results.push_back(boc::when(pinned) << [](auto p) { return p->value; });
        EXPECT_EQ(runtime.stop().cancelled, 8u);
        EXPECT_EQ(Tracked::alive, 1);
    }
    EXPECT_EQ(Tracked::alive, 0);
    EXPECT_EQ(Tracked::destroyedOn.load(), boctest::currentThread());
    boc::Runtime second{{.workers = 1}};
    int stopped = 0;
    boc::when(results) << [&](auto results) {
        for (const auto &result : results)
            stopped += isStopped(result.exception());
    };
    second.wait();
    EXPECT_EQ(stopped, 8);
}

struct Endless
{
    static void step(const boc::Cown<int> &cown)
    {
        boc::when(cown) << [](boc::Acquired<int> cown) {
            ++*cown;
            step(cown.cown());
        };
    }
};

BOC_TEST(Stop, EndsEndlessChainsAtOnce)
{
    for (int repeat = 0; repeat < boctest::scaled(200); ++repeat) {
        boc::Runtime runtime{{.workers = 2}};
        for (int i = 0; i < 4; ++i)
            Endless::step(boc::Cown<int>{0});
        boc::PinnedCown<int> pinned{0};
        Endless::step(pinned);
        runtime.stop();
    }
}

BOC_TEST(Stop, MayBeRequestedInsideABehavior)
{
    boc::Runtime runtime{{.workers = 2}};
    for (int i = 0; i < 4; ++i)
        Endless::step(boc::Cown<int>{0});
    boc::when() << [&runtime] { runtime.requestStop(); };
    EXPECT_TRUE(runtime.wait(30s));
}

BOC_TEST(Stop, RacesWithSchedulingFromOutsideWithoutLosingCount)
{
    for (int repeat = 0; repeat < boctest::scaled(300); ++repeat) {
        boctest::Atomic<int> accepted{0};
        boctest::Atomic<int> ran{0};
        boctest::Atomic<bool> begin{false};
        std::vector<boctest::Thread> threads;
        {
            boc::Runtime runtime{{.workers = 2}};
            for (int t = 0; t < 2; ++t) {
                threads.emplace_back([&] {
                    begin.wait(false);
                    try {
                        for (;;) {
                            runtime.when() << [&] { ++ran; };
                            ++accepted;
                        }
                    } catch (const boc::StoppedError &) {
                    }
                });
            }
            begin = true;
            begin.notify_all();
            boctest::sleepFor(std::chrono::microseconds(repeat % 50));
            const boc::StopReport report = runtime.stop();
            for (boctest::Thread &thread : threads)
                thread.join();
            EXPECT_EQ(static_cast<std::uint64_t>(ran) + report.cancelled,
                      static_cast<std::uint64_t>(accepted));
        }
    }
}

BOC_TEST(Stop, RepeatedStartsAndStopsLeaveNothingBehind)
{
    for (int repeat = 0; repeat < boctest::scaled(500); ++repeat) {
        boc::Runtime runtime{{.workers = 1 + static_cast<unsigned>(repeat % 4)}};
        boc::Cown<Tracked> a{0};
        for (int i = 0; i < 10; ++i)
            boc::when(a) << [](auto a) { ++a->value; };
        if (repeat % 3 == 0)
            runtime.stop();
        else if (repeat % 3 == 1)
            runtime.wait();
    }
    EXPECT_EQ(Tracked::alive, 0);
}

} // namespace
