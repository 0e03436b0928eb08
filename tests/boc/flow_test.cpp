// SPDX-License-Identifier: GPL-3.0-or-later
#include "boc_testing.h"

#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>

namespace {

using namespace std::chrono_literals;

BOC_TEST(Flow, AgainKeepsTheCownsAndTheClosure)
{
    // A body that asks to run again keeps its cowns, so that nobody else comes between its runs,
    // and its captures with what it left in them.
    boc::Runtime runtime{{.workers = 2}};
    const boc::Cown<std::string> log;
    boc::Cown<void> result = boc::when(log)
        << [n = 0, token = std::make_unique<int>(7)](auto log) mutable {
               *log += static_cast<char>('0' + n + *token - 7);
               return ++n < 5 ? boc::Flow::Again : boc::Flow::Done;
           };
    boc::when(log) << [](auto log) { *log += '!'; };
    ASSERT_TRUE(runtime.quiesce(30s));
    std::string seen;
    boc::when(log) << [&](auto log) { seen = *log; };
    runtime.quiesce();
    EXPECT_EQ(seen, "01234!");
    EXPECT_NO_THROW(boc::take(std::move(result)));
}

BOC_TEST(Flow, OthersRunBetween)
{
    // One worker: what waits in its inbox gets its turn although the behavior never ends by itself.
    boc::Runtime runtime{{.workers = 1}};
    boctest::Atomic<bool> seen{false};
    boctest::Atomic<bool> begun{false};
    boc::when() << [&]() noexcept {
        begun = true;
        return seen ? boc::Flow::Done : boc::Flow::Again;
    };
    ASSERT_TRUE(boctest::eventually([&] { return begun.load(); }));
    boc::when() << [&] { boc::when() << [&] { seen = true; }; };
    EXPECT_TRUE(runtime.quiesce(30s));
    EXPECT_TRUE(seen);
}

BOC_TEST(Flow, SeveralTakeTurns)
{
    boc::Runtime runtime{{.workers = 1}};
    boctest::Gate gate;
    boc::when() << [&] { gate.pass(); };
    int turn = 0;
    int last = -1;
    int repeated = 0;
    const int turns = boctest::sized(100, 10);
    for (int i = 0; i < 3; ++i) {
        boc::when() << [&, i, n = 0]() mutable {
            repeated += n < turns - 1 && i == last;
            last = i;
            ++turn;
            return ++n < turns ? boc::Flow::Again : boc::Flow::Done;
        };
    }
    gate.open();
    EXPECT_TRUE(runtime.quiesce(30s));
    EXPECT_EQ(turn, 3 * turns);
    EXPECT_EQ(repeated, 0) << "nobody runs twice in a row while others wait";
}

BOC_TEST(Flow, AnExceptionEndsIt)
{
    boc::Runtime runtime{{.workers = 1}};
    int runs = 0;
    boc::Cown<void> result = boc::when() << [&]() -> boc::Flow {
        if (++runs == 3)
            throw std::runtime_error("three");
        return boc::Flow::Again;
    };
    runtime.quiesce();
    EXPECT_EQ(runs, 3);
    EXPECT_THROW(boc::take(std::move(result)), std::runtime_error);
}

BOC_TEST(Flow, AStopEndsIt)
{
    boc::Runtime runtime{{.workers = 2}};
    boctest::Atomic<int> runs{0};
    const auto endless = [&] {
        ++runs;
        return boc::Flow::Again;
    };
    boc::Cown<void> result = boc::when() << endless;
    const boc::PinnedCown<int> pinned{0};
    boc::Cown<void> onMain = boc::when(pinned) << [&](auto) { return endless(); };
    ASSERT_TRUE(boctest::eventually([&] { return runs > 10; }));
    runtime.stop();
    EXPECT_THROW(boc::take(std::move(result)), boc::StoppedError);
    EXPECT_THROW(boc::take(std::move(onMain)), boc::StoppedError);
    EXPECT_EQ(runtime.inFlight(), 0u);
}

BOC_TEST(Flow, APumpRunsEachOnce)
{
    boctest::Atomic<int> hooks{0};
    boc::Runtime runtime{{.workers = 1, .wakeHook = [&] { ++hooks; }}};
    const boc::PinnedCown<int> a{0};
    const boc::PinnedCown<int> b{0};
    int ended = 0;
    for (const auto &pinned : {a, b}) {
        boc::when(pinned) << [](auto p) { return ++*p < 4 ? boc::Flow::Again : boc::Flow::Done; };
        boc::when(pinned) << [&](auto) { ++ended; };
    }
    for (int round = 1; round <= 3; ++round) {
        const boc::PumpResult result = runtime.pump();
        EXPECT_EQ(result.executed, 2u);
        EXPECT_TRUE(result.remaining);
        EXPECT_EQ(hooks, 1 + round) << "from empty to not empty";
    }
    EXPECT_EQ(runtime.pump({.maxBehaviors = 1}).executed, 1u);
    EXPECT_TRUE(runtime.quiesce(30s));
    EXPECT_EQ(ended, 2);
    const boc::Statistics s = runtime.statistics();
    EXPECT_EQ(s.pinnedPushed, s.pinnedExecuted);
    EXPECT_EQ(s.scheduled, s.completed);
}

BOC_TEST(Flow, PushesStayPops)
{
    boc::Runtime runtime{{.workers = 2}};
    boctest::Atomic<int> runs{0};
    for (int i = 0; i < 20; ++i) {
        boc::when() << [&, n = 0]() mutable {
            ++runs;
            return ++n < 50 ? boc::Flow::Again : boc::Flow::Done;
        };
    }
    runtime.quiesce();
    std::uint64_t pushes = 0;
    std::uint64_t pops = 0;
    std::uint64_t executed = 0;
    for (const boc::WorkerStatistics &w : runtime.statistics().workers) {
        pushes += w.pushedLocal + w.dispatchedToPending + w.pushedRemote;
        pops += w.poppedLocal + w.poppedViaSteal;
        executed += w.executed;
    }
    EXPECT_EQ(pushes, pops);
    EXPECT_EQ(executed, 1000u);
    EXPECT_EQ(runs, 1000);
}

BOC_TEST(Flow, ANotificationMayRunAgain)
{
    boc::Runtime runtime{{.workers = 1}};
    int runs = 0;
    const boc::Notification n = boc::notification()
        << [&] { return ++runs % 3 ? boc::Flow::Again : boc::Flow::Done; };
    for (int i = 0; i < 2; ++i) {
        n.notify();
        runtime.quiesce();
    }
    EXPECT_EQ(runs, 6);
}

} // namespace
