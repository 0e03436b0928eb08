// SPDX-License-Identifier: GPL-3.0-or-later
#include "boc_testing.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace {

using namespace std::chrono_literals;

BOC_TEST(Pump, RunsWhatIsReadyInOrder)
{
    boc::Runtime runtime{{.workers = 1}};
    boc::PinnedCown<std::vector<int>> pinned;
    for (int i = 0; i < 100; ++i)
        boc::when(pinned) << [i](auto p) { p->push_back(i); };
    const boc::PumpResult result = runtime.pump();
    // Behaviors that are granted by a pinned release join the queue while it is pumped.
    EXPECT_EQ(result.executed, 100u);
    EXPECT_FALSE(result.deadlineReached);
    EXPECT_FALSE(result.remaining);
    EXPECT_EQ(result.raised, 0u);
    bool ordered = true;
    boc::when(pinned) << [&](auto p) {
        for (int i = 0; i < 100; ++i)
            ordered = ordered && (*p)[static_cast<std::size_t>(i)] == i;
    };
    runtime.wait();
    EXPECT_TRUE(ordered);
}

BOC_TEST(Pump, StopsAtTheMaximum)
{
    // What is left stays for the next call, in its order.
    boc::Runtime runtime{{.workers = 1}};
    std::vector<boc::PinnedCown<int>> pinned;
    for (int i = 0; i < 10; ++i)
        pinned.emplace_back(0);
    for (auto &p : pinned)
        boc::when(p) << [](auto) {};
    const boc::PumpResult result = runtime.pump({.maxBehaviors = 3});
    EXPECT_EQ(result.executed, 3u);
    EXPECT_TRUE(result.remaining);
    EXPECT_FALSE(result.deadlineReached);
    EXPECT_EQ(runtime.pinnedQueue().depth, 7u);
    EXPECT_EQ(runtime.pump({.maxBehaviors = 0}).executed, 0u);
    EXPECT_EQ(runtime.pump().executed, 7u);
}

BOC_TEST(Pump, TheDeadlineGatesTheStartOfTheNextBehavior)
{
    // The deadline does not interrupt a body: it says when none may be begun any more, so that the
    // caller is late by one body at most, and one is always run.
    boc::Runtime runtime{{.workers = 1}};
    std::vector<boc::PinnedCown<int>> pinned;
    for (int i = 0; i < 10; ++i)
        pinned.emplace_back(0);
    for (auto &p : pinned)
        boc::when(p) << [](auto) { boctest::sleepFor(5ms); };
    const boc::PumpResult result = runtime.pump({.deadline = 1ms});
    EXPECT_EQ(result.executed, 1u);
    EXPECT_TRUE(result.deadlineReached);
    EXPECT_TRUE(result.remaining);
    EXPECT_EQ(runtime.pump({.deadline = 0ms}).executed, 0u);
    EXPECT_EQ(runtime.pump().executed, 9u);
    EXPECT_FALSE(runtime.pump({.deadline = 1ms}).deadlineReached) << "nothing was left to do";
}

BOC_TEST(Pump, ExceptionsLandInTheirResults)
{
    // Without `rethrow` an exception is its result's, as on a worker, and the call goes on.
    boc::Runtime runtime{{.workers = 1}};
    boc::PinnedCown<int> pinned{0};
    boc::Cown<int> failed = boc::when(pinned) << [](auto) -> int { throw std::runtime_error("x"); };
    const boc::PumpResult result = runtime.pump();
    EXPECT_EQ(result.executed, 1u);
    EXPECT_EQ(result.raised, 1u);
    bool held = false;
    boc::when(failed) << [&](auto failed) { held = failed.exception() != nullptr; };
    runtime.wait();
    EXPECT_TRUE(held);
}

BOC_TEST(Pump, RethrowsTheFirstExceptionAfterTheDrain)
{
    // With `rethrow` the first exception reaches the caller, but only once the others have run, and
    // not twice.
    boc::Runtime runtime{{.workers = 1, .unhandledException = [](std::exception_ptr) {}}};
    boc::PinnedCown<int> pinned{0};
    boc::when(pinned) << [](auto) { throw std::runtime_error("first"); };
    boc::when(pinned) << [](auto) { throw std::logic_error("second"); };
    int ran = 0;
    boc::when(pinned) << [&](auto) { ++ran; };
    EXPECT_THROW(runtime.pump({.rethrow = true}), std::runtime_error);
    EXPECT_EQ(ran, 1);
    EXPECT_EQ(runtime.inFlight(), 0u);
    EXPECT_EQ(runtime.pump({.rethrow = true}).executed, 0u);
}

BOC_TEST(Pump, IsNotReentrant)
{
    // A pinned body that pumps would run others in the middle of itself, while it holds its cowns.
    boc::Runtime runtime{{.workers = 1}};
    boc::PinnedCown<int> pinned{0};
    bool refused = false;
    boc::when(pinned) << [&](auto) {
        try {
            runtime.pump();
        } catch (const boc::UsageError &) {
            refused = true;
        }
    };
    runtime.pump();
    EXPECT_TRUE(refused);
    EXPECT_EQ(runtime.pump().executed, 0u) << "and the next one works again";
}

BOC_TEST(Pump, OnlyTheMainThreadMayPump)
{
    // Another thread would run bodies whose values belong to the main thread.
    boc::Runtime runtime{{.workers = 1}};
    bool refused = false;
    boctest::Thread([&] {
        try {
            runtime.pump();
        } catch (const boc::UsageError &) {
            refused = true;
        }
    }).join();
    EXPECT_TRUE(refused);
}

BOC_TEST(Pump, TheWakeHookSpeaksOncePerRiseFromEmpty)
{
    boctest::Atomic<int> wakes{0};
    boc::Runtime runtime{{.workers = 2, .wakeHook = [&] { ++wakes; }}};
    std::vector<boc::PinnedCown<int>> pinned;
    for (int i = 0; i < 1000; ++i)
        pinned.emplace_back(0);
    for (auto &p : pinned)
        boc::when(p) << [](auto) {};
    EXPECT_EQ(wakes, 1);
    runtime.pump({.maxBehaviors = 500});
    boc::when(pinned[0]) << [](auto) {};
    EXPECT_EQ(wakes, 1) << "the queue was not empty in between";
    runtime.pump();
    boc::when(pinned[0]) << [](auto) {};
    EXPECT_EQ(wakes, 2);
}

BOC_TEST(Pump, ASchedulingPinnedBodyDoesNotStarveTheCaller)
{
    boc::Runtime runtime{{.workers = 1}};
    struct Endless
    {
        static void step(const boc::Cown<int> &pinned)
        {
            boc::when(pinned) << [](boc::Acquired<int> p) {
                if (!boc::Runtime::current()->stopped())
                    step(p.cown());
            };
        }
    };
    Endless::step(boc::PinnedCown<int>{0});
    const auto begin = boctest::steadyNow();
    const boc::PumpResult result = runtime.pump({.deadline = 20ms});
    EXPECT_TRUE(result.deadlineReached);
    EXPECT_LT(boctest::steadyNow() - begin, 2s);
    runtime.stop();
}

} // namespace
