// SPDX-License-Identifier: GPL-3.0-or-later
#include "boc_testing.h"

#include <gtest/gtest.h>

#include <optional>
#include <stdexcept>
#include <utility>
#include <vector>

namespace {

using namespace std::chrono_literals;
using boctest::Tracked;

/// Schedules a tree of behaviors by way of plain `when`.
void grow(boctest::Atomic<int> &leaves, int depth)
{
    if (depth == 0) {
        ++leaves;
        return;
    }
    for (int i = 0; i < 2; ++i)
        boc::when() << [&leaves, depth] { grow(leaves, depth - 1); };
}

BOC_TEST(Scope, WaitsForItsOwnBehaviorsAndTheirChildrenOnly)
{
    boctest::Gate gate;
    boc::Runtime runtime{{.workers = 2}};
    boc::when() << [&] { gate.pass(); };
    for (int round = 0; round < boctest::scaled(200); ++round) {
        boctest::Atomic<int> leaves{0};
        boc::Scope scope;
        scope.when() << [&] { grow(leaves, 4); };
        ASSERT_TRUE(scope.wait()); // no deadline that would make up for a lost wake-up
        ASSERT_EQ(leaves, 16);
        ASSERT_EQ(scope.inFlight(), 0u);
    }
    EXPECT_TRUE(boctest::eventually([&] { return runtime.inFlight() == 1; }))
        << "what is outside goes on";
    gate.open();
}

BOC_TEST(Scope, SaysWhenTimeIsUp)
{
    boctest::Gate gate;
    boc::Runtime runtime{{.workers = 1}};
    boc::Scope scope{runtime};
    scope.when() << [&] { gate.pass(); };
    EXPECT_FALSE(scope.wait(10ms));
    EXPECT_EQ(scope.inFlight(), 1u);
    gate.open();
    EXPECT_TRUE(scope.wait(30s));
}

BOC_TEST(Scope, PumpsOnTheMainThreadAndCoversPinnedBehaviors)
{
    boc::Runtime runtime{{.workers = 1}};
    const boc::PinnedCown<int> pinned{0};
    int runs = 0;
    boc::Scope scope;
    scope.when() << [&runs, pinned] {
        boc::when(pinned) << [&runs](auto) {
            ++runs;
            boc::when() << [&runs] { ++runs; };
        };
    };
    EXPECT_TRUE(scope.wait(30s));
    EXPECT_EQ(runs, 2);
}

BOC_TEST(Scope, WakesAWaiterOnAnyThread)
{
    boc::Runtime runtime{{.workers = 1}};
    for (int round = 0; round < boctest::scaled(500); ++round) {
        boc::Scope scope;
        scope.when() << [] {};
        boctest::Thread([&] { scope.wait(); }).join(); // hangs if nobody wakes it
        ASSERT_EQ(scope.inFlight(), 0u);
    }
}

BOC_TEST(Scope, DestructionWaits)
{
    boc::Runtime runtime{{.workers = 2}};
    boctest::Atomic<int> leaves{0};
    {
        boc::Scope scope;
        scope.when() << [&] { grow(leaves, 5); };
    }
    EXPECT_EQ(leaves, 32);
}

BOC_TEST(Scope, CancelSkipsWhatHasNotBegun)
{
    boc::Runtime runtime{{.workers = 1}};
    boctest::Gate gate;
    boctest::Atomic<bool> inside{false};
    boctest::Atomic<int> ran{0};
    const boc::Cown<Tracked> a{0};
    boc::Scope scope;
    boc::Cown<bool> refused = scope.when(a) << [&](auto) {
        inside = true;
        gate.pass();
        try {
            boc::when() << [&] { ++ran; };
        } catch (const boc::CancelledError &) {
            return true;
        }
        return false;
    };
    std::vector<boc::Cown<void>> skipped;
    for (int i = 0; i < 10; ++i) {
        skipped.push_back(scope.when(a) << [&](auto) {
            ++ran;
            boc::when() << [&] { ++ran; };
        });
    }
    boc::when(a) << [](auto a) { a->value = 1; };
    ASSERT_TRUE(boctest::eventually([&] { return inside.load(); }));
    EXPECT_FALSE(scope.cancelled());
    scope.cancel();
    EXPECT_TRUE(scope.cancelled());
    EXPECT_THROW(
        scope.when() << [] {}, boc::CancelledError);
    EXPECT_EQ(scope.inFlight(), 11u) << "the count is as it was";
    gate.open();
    EXPECT_TRUE(scope.wait(30s));
    EXPECT_EQ(ran, 0);
    EXPECT_TRUE(runtime.quiesce(30s));
    EXPECT_EQ(runtime.inFlight(), 0u);
    EXPECT_TRUE(boc::take(std::move(refused)));
    for (boc::Cown<void> &result : skipped) {
        try {
            boc::take(std::move(result));
            ADD_FAILURE();
        } catch (const boc::StoppedError &) {
            ADD_FAILURE() << "the runtime goes on";
        } catch (const boc::CancelledError &) {
        }
    }
    int after = 0;
    boc::when(a) << [&](auto a) { after = a->value; };
    runtime.quiesce();
    EXPECT_EQ(after, 1) << "cowns of skipped behaviors are handed on";
    const boc::Statistics s = runtime.statistics();
    EXPECT_EQ(s.scopeCancelled, 10u);
    EXPECT_EQ(runtime.stop().cancelled, 0u);
}

BOC_TEST(Scope, OnesInsideBelongToTheOuterOne)
{
    boc::Runtime runtime{{.workers = 2}};
    boctest::Gate gate;
    boctest::Atomic<int> waiting{0};
    boctest::Atomic<int> ran{0};
    boctest::Atomic<bool> innerCancelled{false};
    boc::Scope outer;
    outer.when() << [&] {
        boc::Scope inner;
        inner.when() << [&] {
            ++waiting;
            gate.pass();
            boc::when() << [&] { ++ran; };
        };
        while (waiting == 0)
            boctest::yieldThread();
        while (!inner.cancelled())
            boctest::yieldThread();
        innerCancelled = true;
    };
    ASSERT_TRUE(boctest::eventually([&] { return waiting == 1; }));
    EXPECT_EQ(outer.inFlight(), 2u);
    outer.cancel();
    EXPECT_FALSE(outer.wait(10ms)) << "the inner one still runs, its Scope gone";
    gate.open();
    EXPECT_TRUE(outer.wait(30s));
    EXPECT_TRUE(innerCancelled);
    EXPECT_EQ(ran, 0);
}

BOC_TEST(Scope, CancellingTheInnerOneLeavesTheOuterOneAlone)
{
    boc::Runtime runtime{{.workers = 2}};
    boctest::Atomic<int> ran{0};
    boc::Scope outer;
    outer.when() << [&] {
        boc::Scope inner;
        inner.cancel();
        EXPECT_THROW(
            inner.when() << [] {}, boc::CancelledError);
        boc::when() << [&] { ++ran; };
    };
    EXPECT_TRUE(outer.wait(30s));
    EXPECT_EQ(ran, 1);
    EXPECT_FALSE(outer.cancelled());
}

BOC_TEST(Scope, WaitingInsideABehaviorIsRefused)
{
    boc::Runtime runtime{{.workers = 2}};
    const boc::PinnedCown<int> pinned{0};
    boctest::Atomic<int> refused{0};
    boc::Scope scope;
    const auto tryIt = [&] {
        try {
            scope.wait();
        } catch (const boc::UsageError &) {
            ++refused;
        }
    };
    scope.when() << tryIt;
    boc::when() << tryIt;
    scope.when(pinned) << [&](auto) { tryIt(); };
    runtime.quiesce();
    EXPECT_EQ(refused, 3);
}

BOC_TEST(Scope, CoversOtherRuntimes)
{
    boc::Runtime first{{.workers = 1}};
    boc::Runtime second{{.workers = 1}};
    boctest::Atomic<int> refused{0};
    boctest::Atomic<int> leaves{0};
    boc::Scope scope{first};
    scope.when() << [&] {
        second.when() << [&] {
            try {
                scope.wait();
            } catch (const boc::UsageError &) {
                ++refused;
            }
            grow(leaves, 3);
        };
    };
    EXPECT_TRUE(scope.wait(30s));
    EXPECT_EQ(leaves, 8);
    EXPECT_EQ(refused, 1);
}

BOC_TEST(Scope, SumsAreAdmittedTogetherOrNotAtAll)
{
    boc::Runtime runtime{{.workers = 1}};
    boc::Scope scope;
    boc::Scope cancelled;
    cancelled.cancel();
    int ran = 0;
    EXPECT_THROW((scope.when() << [&] { ++ran; }) + (cancelled.when() << [&] { ++ran; }),
                 boc::CancelledError);
    EXPECT_EQ(scope.inFlight(), 0u);
    EXPECT_TRUE(runtime.quiesce(30s));
    EXPECT_EQ(ran, 0);
}

BOC_TEST(Scope, AStopEndsIt)
{
    boc::Runtime runtime{{.workers = 1}};
    boc::Scope scope;
    const boc::Promise<int> promise;
    boc::Cown<void> result = scope.when(promise.cown()) << [](auto) {};
    runtime.stop();
    EXPECT_TRUE(scope.wait());
    EXPECT_THROW(boc::take(std::move(result)), boc::StoppedError);
}

BOC_TEST(Scope, IsCancelledByAPassingException)
{
    boc::Runtime runtime{{.workers = 1}};
    boctest::Atomic<int> ran{0};
    const boc::PinnedCown<int> pinned{0};
    try {
        boc::Scope scope;
        scope.when(pinned) << [&](auto) { ++ran; };
        throw std::runtime_error("on");
    } catch (const std::runtime_error &) {
    }
    EXPECT_EQ(ran, 0);
    EXPECT_EQ(runtime.inFlight(), 0u);
}

BOC_TEST(Scope, EndsWhatRunsAgain)
{
    boc::Runtime runtime{{.workers = 1}};
    boctest::Atomic<int> runs{0};
    boc::Scope scope;
    scope.when() << [&] {
        ++runs;
        return boc::Flow::Again;
    };
    ASSERT_TRUE(boctest::eventually([&] { return runs > 3; }));
    scope.cancel();
    EXPECT_TRUE(scope.wait(30s));
}

BOC_TEST(Scope, NotificationsBelongToNone)
{
    boc::Runtime runtime{{.workers = 1}};
    int runs = 0;
    const boc::Notification n = boc::notification() << [&] { ++runs; };
    {
        boc::Scope scope;
        scope.when() << [&] {
            n.notify();
            scope.cancel();
        };
    }
    runtime.quiesce();
    EXPECT_EQ(runs, 1);
}

BOC_TEST(Scope, CancellingRacesWithScheduling)
{
    boc::Runtime runtime{{.workers = 2}};
    for (int round = 0; round < boctest::scaled(500); ++round) {
        boctest::Atomic<int> ran{0};
        boctest::Atomic<int> accepted{0};
        const std::uint64_t before = runtime.statistics().scopeCancelled;
        {
            boc::Scope scope;
            boctest::Thread other([&] {
                try {
                    for (;;) {
                        scope.when() << [&] { ++ran; };
                        ++accepted;
                    }
                } catch (const boc::CancelledError &) {
                }
            });
            boctest::sleepFor(std::chrono::microseconds(round % 20));
            scope.cancel();
            other.join();
            ASSERT_TRUE(scope.wait(30s));
        }
        runtime.quiesce();
        ASSERT_EQ(static_cast<std::uint64_t>(ran) + runtime.statistics().scopeCancelled - before,
                  static_cast<std::uint64_t>(accepted));
    }
}

BOC_TEST(Scope, AfterCancelAndWaitNothingOfItRuns)
{
    // Scheduling counts and then looks whether the scope is cancelled; who cancels looks at the
    // count afterwards. If neither saw the other, the body would run behind the wait.
    boc::Runtime runtime{{.workers = 1}};
    for (int round = 0; round < boctest::sized(boctest::scaled(2000), 12); ++round) {
        boctest::Atomic<bool> over{false};
        boctest::Atomic<int> late{0};
        boc::Scope scope;
        boctest::Thread other([&] {
            try {
                scope.when() << [&] { late += over.load(); };
            } catch (const boc::CancelledError &) {
            }
        });
        scope.cancel();
        ASSERT_TRUE(scope.wait());
        over = true;
        other.join();
        runtime.quiesce();
        ASSERT_EQ(late, 0);
    }
}

} // namespace
