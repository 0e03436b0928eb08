// SPDX-License-Identifier: GPL-3.0-or-later
#include "boc_testing.h"
#include "identity.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace {

using namespace std::chrono_literals;

using boctest::sum;

void expectIdentity(const boc::Statistics &statistics)
{
    for (const std::string &broken : boctest::brokenIdentities(statistics))
        ADD_FAILURE() << broken;
}

BOC_TEST(Statistics, PushesEqualPopsAtQuiescenceForMixedWork)
{
    for (const unsigned workers : {1u, 2u, 4u}) {
        boc::Runtime runtime{{.workers = workers}};
        boc::PinnedCown<int> pinned{0};
        std::vector<boc::Cown<int>> cowns(20);
        for (int round = 0; round < boctest::sized(20, 2); ++round) {
            for (std::size_t i = 0; i < std::size_t(boctest::sized(100, 12)); ++i) {
                boc::when(cowns[i % 20], boc::read(cowns[(i * 7) % 20])) << [i](auto a, auto) {
                    ++*a;
                    if (i % 3 == 0) {
                        for (int child = 0; child < 5; ++child)
                            boc::when() << [] {};
                    }
                };
                if (i % 10 == 0)
                    boc::when(pinned, cowns[i % 20]) << [](auto p, auto) { ++*p; };
            }
            ASSERT_TRUE(runtime.quiesce(30s));
            expectIdentity(runtime.statistics());
        }
    }
}

BOC_TEST(Statistics, WorkFromOutsideCountsAsPushedRemote)
{
    boc::Runtime runtime{{.workers = 2}};
    for (int i = 0; i < 100; ++i)
        boc::when() << [] {};
    runtime.quiesce();
    const boc::WorkerStatistics s = sum(runtime.statistics());
    EXPECT_EQ(s.pushedRemote, 100u);
    EXPECT_EQ(s.pushedLocal + s.dispatchedToPending, 0u);
    EXPECT_EQ(s.executed, 100u);
}

BOC_TEST(Statistics, ChildrenFillThePendingSlotAndEvictEachOther)
{
    boc::Runtime runtime{{.workers = 1}};
    boc::when() << [] {
        for (int i = 0; i < 10; ++i)
            boc::when() << [] {};
    };
    runtime.quiesce();
    const boc::WorkerStatistics s = sum(runtime.statistics());
    EXPECT_EQ(s.dispatchedToPending, 1u);
    EXPECT_EQ(s.pushedLocal, 9u);
}

BOC_TEST(Statistics, ASuccessorIsDispatchedDirectly)
{
    boc::Runtime runtime{{.workers = 1}};
    boc::Cown<int> cown{0};
    boctest::Gate gate;
    boc::when(cown) << [&](auto) { gate.pass(); };
    for (int i = 0; i < 50; ++i)
        boc::when(cown) << [](auto) {};
    gate.open();
    runtime.quiesce();
    const boc::WorkerStatistics s = sum(runtime.statistics());
    EXPECT_EQ(s.pushedRemote, 1u);
    EXPECT_EQ(s.dispatchedToPending, 50u);
    EXPECT_EQ(s.poppedLocal + s.poppedViaSteal, 51u);
}

BOC_TEST(Statistics, ASpentBudgetServesTheQueueFirst)
{
    // Two chains, each always ready: every time the budget is spent they change places.
    boc::Runtime runtime{{.workers = 1}};
    boc::Cown<int> first{0};
    boc::Cown<int> second{0};
    boctest::Gate gate;
    boc::when(first, second) << [&](auto, auto) { gate.pass(); };
    for (int i = 0; i < 1000; ++i) {
        boc::when(first) << [](auto) {};
        boc::when(second) << [](auto) {};
    }
    gate.open();
    runtime.quiesce();
    // Twenty if the budget is at its limit all the time; a slow machine makes smaller budgets.
    EXPECT_GE(sum(runtime.statistics()).batchResets, 10u);
    EXPECT_LE(sum(runtime.statistics()).batchResets, 500u);
}

BOC_TEST(Statistics, TheFairnessArmServesTheInboxBeforeALocalRun)
{
    // Two chains keep the ring from running empty, so that nothing but the arm looks at the inbox.
    boc::Runtime runtime{{.workers = 1}};
    boc::Cown<int> first{0};
    boc::Cown<int> second{0};
    boctest::Gate gate;
    boctest::Atomic<bool> inside{false};
    boc::when(first, second) << [&](auto, auto) {
        inside = true;
        gate.pass();
    };
    ASSERT_TRUE(boctest::eventually([&] { return inside.load(); }));
    for (int i = 0; i < 500; ++i) {
        boc::when(first) << [](auto) {};
        boc::when(second) << [](auto) {};
    }
    std::uint64_t completedBefore = 0;
    boc::when() << [&] { completedBefore = runtime.statistics().completed; };
    gate.open();
    runtime.quiesce();
    EXPECT_GE(sum(runtime.statistics()).fairnessArmFires, 1u);
    EXPECT_LT(completedBefore, 200u);
}

BOC_TEST(Statistics, StealsAndTheirFailuresAreCounted)
{
    boc::Runtime runtime{{.workers = 2}};
    boc::when() << [] {
        for (int i = 0; i < 200; ++i)
            boc::when() << [] { boctest::sleepFor(100us); };
    };
    runtime.quiesce();
    boc::WorkerStatistics s;
    // An idle worker goes on trying until it parks.
    EXPECT_TRUE(boctest::eventually([&] {
        s = sum(runtime.statistics());
        return s.stealAttempts == s.poppedViaSteal + s.stealFailures;
    }));
    EXPECT_GE(s.poppedViaSteal, 1u);
    EXPECT_GE(s.stealFailures, 1u);
    std::int64_t last = 0;
    for (const boc::WorkerStatistics &w : runtime.statistics().workers)
        last = std::max(last, w.lastStealAttemptNs);
    EXPECT_GT(last, 0);
    EXPECT_LE(last, boctest::steadyNow().time_since_epoch() / 1ns);
}

BOC_TEST(Statistics, LostRacesAreCountedForPushesAndPops)
{
    // Contention is a matter of luck, most of all on few processors; try until both kinds of
    // counters have moved.
    std::uint64_t enqueue = 0;
    std::uint64_t dequeue = 0;
    const auto deadline = boctest::steadyNow() + 30s;
    while ((enqueue == 0 || dequeue == 0) && boctest::steadyNow() < deadline) {
        boc::Runtime runtime{{.workers = 3}};
        std::vector<boctest::Thread> producers;
        for (int t = 0; t < 3; ++t) {
            producers.emplace_back([&] {
                for (int i = 0; i < boctest::sized(20000, 20); ++i) {
                    runtime.when() << [] {
                        boc::when() << [] {};
                        boc::when() << [] {};
                        boc::when() << [] {};
                    };
                }
            });
        }
        for (boctest::Thread &producer : producers)
            producer.join();
        runtime.quiesce();
        for (const boc::WorkerStatistics &w : runtime.statistics().workers) {
            enqueue += w.enqueueCasRetries;
            dequeue += w.dequeueCasRetries;
        }
    }
    EXPECT_GT(enqueue, 0u);
    EXPECT_GT(dequeue, 0u);
}

BOC_TEST(Statistics, NothingIsCompletedBeforeItIsScheduled)
{
    boc::Runtime runtime{{.workers = 2}};
    boctest::Atomic<bool> done{false};
    boctest::Thread foreign([&] {
        for (int i = 0; i < boctest::scaled(20000); ++i)
            runtime.when() << [] { boc::when() << [] {}; };
        done = true;
    });
    while (!done) {
        const boc::Statistics s = runtime.statistics();
        ASSERT_LE(s.completed, s.scheduled);
        boctest::yieldThread();
    }
    foreign.join();
    runtime.quiesce();
}

BOC_TEST(Statistics, WhatIsRefusedIsNotCompletedBeforeItIsScheduled)
{
    // A refused `when` of a foreign thread counts twice, with nothing in between.
    for (int i = 0; i < boctest::scaled(200); ++i) {
        boc::Runtime runtime{{.workers = 1}};
        runtime.stop();
        boctest::Thread foreign([&] {
            for (int k = 0; k < 3; ++k)
                EXPECT_THROW(
                    runtime.when() << [] {}, boc::StoppedError);
        });
        for (int k = 0; k < 3; ++k) {
            const boc::Statistics s = runtime.statistics();
            EXPECT_LE(s.completed, s.scheduled);
        }
        foreign.join();
    }
}

BOC_TEST(Statistics, PumpTimeAndCallsAreCounted)
{
    boc::Runtime runtime{{.workers = 1}};
    boc::PinnedCown<int> pinned{0};
    boc::when(pinned) << [](auto) { boctest::sleepFor(5ms); };
    const boc::Statistics before = runtime.statistics();
    EXPECT_EQ(before.pinnedPushed, 1u);
    EXPECT_EQ(before.pinnedExecuted, 0u);
    runtime.pump();
    const boc::Statistics after = runtime.statistics();
    EXPECT_EQ(after.pinnedExecuted, 1u);
    EXPECT_EQ(after.pumpCalls, before.pumpCalls + 1);
    EXPECT_GE(after.pumpTime - before.pumpTime, 5ms);
}

} // namespace
