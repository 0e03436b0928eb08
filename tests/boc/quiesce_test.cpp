// SPDX-License-Identifier: GPL-3.0-or-later
#include "boc_testing.h"

#include <gtest/gtest.h>

namespace {

using namespace std::chrono_literals;

BOC_TEST(Quiesce, WaitsForEverythingAndLeavesTheWorkersRunning)
{
    boc::Runtime runtime{{.workers = 2}};
    boctest::Atomic<int> ran{0};
    for (int round = 1; round <= boctest::scaled(500); ++round) {
        boc::when() << [&] { boc::when() << [&] { boc::when() << [&] { ++ran; }; }; };
        ASSERT_TRUE(runtime.quiesce());
        ASSERT_EQ(ran, round);
        ASSERT_EQ(runtime.inFlight(), 0u);
    }
}

BOC_TEST(Quiesce, SaysWhenTimeIsUp)
{
    boc::Runtime runtime{{.workers = 1}};
    boctest::Gate gate;
    boc::when() << [&] { gate.pass(); };
    EXPECT_FALSE(runtime.quiesce(10ms));
    EXPECT_FALSE(runtime.wait(10ms));
    EXPECT_EQ(runtime.inFlight(), 1u);
    EXPECT_FALSE(runtime.stopped());
    gate.open();
    EXPECT_TRUE(runtime.quiesce(10s));
}

BOC_TEST(Quiesce, PumpsOnTheMainThread)
{
    boc::Runtime runtime{{.workers = 2}};
    boc::PinnedCown<int> pinned{0};
    int seen = 0;
    for (int i = 0; i < 100; ++i) {
        boc::when() << [pinned, &seen] {
            boctest::sleepFor(100us);
            boc::when(pinned) << [&seen](auto) { ++seen; };
        };
    }
    EXPECT_TRUE(runtime.quiesce(30s));
    EXPECT_EQ(seen, 100);
}

BOC_TEST(Quiesce, OnAnotherThreadWaitsWithoutPumping)
{
    boc::Runtime runtime{{.workers = 2}};
    boc::PinnedCown<int> pinned{0};
    boctest::Atomic<bool> done{false};
    boc::when(pinned) << [](auto) {};
    boctest::Thread waiter([&] { done = runtime.quiesce(30s); });
    boctest::sleepFor(20ms);
    EXPECT_FALSE(done);
    runtime.pump();
    waiter.join();
    EXPECT_TRUE(done);
}

BOC_TEST(Quiesce, SeveralThreadsMayWait)
{
    boc::Runtime runtime{{.workers = 2}};
    boctest::Gate gate;
    boc::when() << [&] { gate.pass(); };
    boctest::Atomic<int> done{0};
    std::vector<boctest::Thread> waiters;
    for (int i = 0; i < 3; ++i)
        waiters.emplace_back([&] { done += runtime.quiesce(30s); });
    boctest::sleepFor(5ms);
    EXPECT_EQ(done, 0);
    gate.open();
    for (boctest::Thread &waiter : waiters)
        waiter.join();
    EXPECT_EQ(done, 3);
}

BOC_TEST(Quiesce, InsideABehaviorIsRefused)
{
    boc::Runtime runtime{{.workers = 1}};
    boctest::Atomic<bool> refused{false};
    boc::when() << [&] {
        try {
            runtime.quiesce();
        } catch (const boc::UsageError &) {
            refused = true;
        }
    };
    runtime.wait();
    EXPECT_TRUE(refused);
}

BOC_TEST(Quiesce, InFlightIsNeverSeenAsZeroWhileAChainRuns)
{
    // Each step schedules the next before it completes, so that something is in flight all the
    // time; reading the counts in the wrong order would miss that.
    boc::Runtime runtime{{.workers = 2}};
    struct Endless
    {
        static void step()
        {
            boc::when() << [] {
                if (!boc::Runtime::current()->stopped())
                    step();
            };
        }
    };
    Endless::step();
    int wrong = 0;
    for (int i = 0; i < boctest::scaled(1000000); ++i)
        wrong += runtime.inFlight() - 1 >= std::uint64_t{1} << 40;
    runtime.stop();
    EXPECT_EQ(wrong, 0) << "neither zero nor, by wrapping around, negative";
    EXPECT_EQ(runtime.inFlight(), 0u);
}

BOC_TEST(Quiesce, IsNeverReachedTooEarly)
{
    // A token wanders between a worker, the main thread and an outside thread; at every moment one
    // of them has it. If completions and schedulings were counted in the wrong order, a wait would
    // now and then see nothing in flight.
    boc::Runtime runtime{{.workers = 2}};
    boc::PinnedCown<int> pinned{0};
    for (int round = 0; round < boctest::scaled(1000); ++round) {
        boctest::Atomic<int> hops{0};
        struct Walk
        {
            static void hop(boc::Cown<int> pinned, boctest::Atomic<int> &hops)
            {
                if (++hops >= 30)
                    return;
                if (hops % 3 == 0)
                    boc::when(pinned) << [&hops](boc::Acquired<int> p) { hop(p.cown(), hops); };
                else
                    boc::when() << [pinned, &hops] { hop(pinned, hops); };
            }
        };
        Walk::hop(pinned, hops);
        ASSERT_TRUE(runtime.quiesce(30s));
        ASSERT_EQ(hops, 30);
    }
}

} // namespace
