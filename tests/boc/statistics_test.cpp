// SPDX-License-Identifier: GPL-3.0-or-later
#include "boc_testing.h"
#include "identity.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace {

using namespace std::chrono_literals;

using boctest::sum;

void expectIdentity(const boc::Statistics &statistics, bool again = false)
{
    for (const std::string &broken : boctest::brokenIdentities(statistics, again))
        ADD_FAILURE() << broken;
}

/// Every counter that only grows, by name. The bindings name all members, so that a new one must be
/// considered here, too.
std::vector<std::pair<std::string, std::uint64_t>> countersOf(const boc::Statistics &statistics)
{
    std::vector<std::pair<std::string, std::uint64_t>> counters;
    const auto &[workers, pinnedPushed, pinnedPushRetries, pinnedExecuted, pumpCalls, pumpTime,
                 scheduled, completed, refused, cancelled, scopeCancelled, messageQueues] =
        statistics;
    counters = {{"pinnedPushed", pinnedPushed},
                {"pinnedPushRetries", pinnedPushRetries},
                {"pinnedExecuted", pinnedExecuted},
                {"pumpCalls", pumpCalls},
                {"pumpTime", static_cast<std::uint64_t>(pumpTime.count())},
                {"scheduled", scheduled},
                {"completed", completed},
                {"refused", refused},
                {"cancelled", cancelled},
                {"scopeCancelled", scopeCancelled}};
    std::size_t index = 0;
    std::vector<std::pair<std::string, std::uint64_t>> sums;
    for (const boc::WorkerStatistics &worker : workers) {
        const auto &[pushedLocal, dispatchedToPending, pushedRemote, poppedLocal, poppedViaSteal,
                     enqueueCasRetries, dequeueCasRetries, batchResets, stealAttempts,
                     stealFailures, fairnessArmFires, parked, lastStealAttemptNs, executed] =
            worker;
        const std::vector<std::pair<std::string, std::uint64_t>> own = {
            {"pushedLocal", pushedLocal},
            {"dispatchedToPending", dispatchedToPending},
            {"pushedRemote", pushedRemote},
            {"poppedLocal", poppedLocal},
            {"poppedViaSteal", poppedViaSteal},
            {"enqueueCasRetries", enqueueCasRetries},
            {"dequeueCasRetries", dequeueCasRetries},
            {"batchResets", batchResets},
            {"stealAttempts", stealAttempts},
            {"stealFailures", stealFailures},
            {"fairnessArmFires", fairnessArmFires},
            {"parked", parked},
            {"lastStealAttemptNs", static_cast<std::uint64_t>(lastStealAttemptNs)},
            {"executed", executed}};
        sums.resize(own.size());
        for (std::size_t i = 0; i < own.size(); ++i) {
            sums[i].first = own[i].first + " of all workers";
            sums[i].second += own[i].second;
            counters.emplace_back(own[i].first + " of worker " + std::to_string(index),
                                  own[i].second);
        }
        ++index;
    }
    counters.insert(counters.end(), sums.begin(), sums.end());
    for (const boc::MessageQueueStatistics &queue : messageQueues) {
        const auto &[tag, sent, received, drained, rejected, waiting, highest, receivers,
                     sendRetries, receiveRetries] = queue;
        static_cast<void>(waiting + receivers); // these go up and down
        counters.insert(counters.end(),
                        {{"sent to " + tag, sent},
                         {"received from " + tag, received},
                         {"drained from " + tag, drained},
                         {"rejected by " + tag, rejected},
                         {"highest of " + tag, highest},
                         {"sendRetries of " + tag, sendRetries},
                         {"receiveRetries of " + tag, receiveRetries}});
    }
    return counters;
}

/// Reads the counters again and again, until told to end.
class Reader
{
public:
    explicit Reader(const boc::Runtime &runtime)
        : m_runtime(runtime)
    { }

    void look()
    {
        const boc::Statistics statistics = m_runtime.statistics();
        if (statistics.completed > statistics.scheduled)
            m_wrong += "more are completed than scheduled\n";
        if (statistics.pinnedExecuted > statistics.pinnedPushed)
            m_wrong += "more pinned ones are executed than pushed\n";
        auto counters = countersOf(statistics);
        for (std::size_t i = 0; i < m_last.size(); ++i) {
            if (counters[i].second < m_last[i].second && m_wrong.size() < 2000)
                m_wrong += counters[i].first + " falls from " + std::to_string(m_last[i].second)
                    + " to " + std::to_string(counters[i].second) + '\n';
        }
        m_last = std::move(counters);
    }

    const std::string &wrong() const { return m_wrong; }

private:
    const boc::Runtime &m_runtime;
    std::vector<std::pair<std::string, std::uint64_t>> m_last;
    std::string m_wrong;
};

/// A chain that goes on until it is told to end: each step is a direct successor or a child.
struct EndlessChain
{
    static void step(const boc::Cown<int> &cown, const boctest::Atomic<bool> &ending)
    {
        if (ending)
            return;
        boc::when(cown) << [&ending](boc::Acquired<int> cown) { step(cown.cown(), ending); };
    }
};

BOC_TEST(Statistics, NoCounterEverFalls)
{
    // Every way in which a behavior becomes ready, is taken and ends, while two threads read.
    const int rounds = boctest::sized(boctest::scaled(20), 1);
    const auto children = static_cast<std::size_t>(boctest::sized(300, 2));
    boc::Runtime runtime{{.workers = 2, .messageCapacity = 2}};
    boctest::Atomic<bool> ending{false};
    boctest::Atomic<bool> over{false};
    const boc::PinnedCown<int> pinned{0};
    std::vector<boc::Cown<int>> cowns(3);
    for (const boc::Cown<int> &cown : cowns)
        EndlessChain::step(cown, ending);
    EndlessChain::step(pinned, ending);

    Reader reader(runtime);
    boctest::Thread reading([&] {
        while (!over)
            reader.look();
    });
    boctest::Thread foreign([&] {
        for (int round = 0; round < rounds; ++round) {
            boc::Scope scope(runtime);
            scope.when() << [&] {
                for (std::size_t i = 0; i < children; ++i)
                    boc::when(cowns[i % cowns.size()]) << [](auto) {};
            };
            scope.when() <<
                [again = 3]() mutable { return --again > 0 ? boc::Flow::Again : boc::Flow::Done; };
            scope.cancel();
            for (std::size_t i = 0; i < children; ++i)
                EXPECT_THROW(
                    scope.when() << [] {}, boc::CancelledError);
            runtime.when() << [&] {
                for (std::size_t i = 0; i < children; ++i)
                    boc::when() << [] {};
            };
            runtime.when(pinned) << [again = 3](auto) mutable {
                return --again > 0 ? boc::Flow::Again : boc::Flow::Done;
            };
            for (int i = 0; i < 3; ++i) {
                try {
                    runtime.messages().send("tag", i);
                } catch (const boc::QueueFullError &) {
                }
            }
            runtime.messages().receive("tag", 0ns);
            runtime.messages().drain("tag");
        }
        ending = true;
    });
    Reader onMain(runtime);
    while (!ending) {
        for (int i = 0; i < boctest::sized(20, 1); ++i)
            onMain.look();
        runtime.pump();
    }
    foreign.join();
    EXPECT_TRUE(runtime.quiesce());
    expectIdentity(runtime.statistics(), true);
    // And while a lot of work is given up.
    boctest::Gate gate;
    boc::when(cowns) << [&](auto) { gate.pass(); };
    for (std::size_t i = 0; i < 10 * children; ++i)
        boc::when(cowns[i % cowns.size()]) << [](auto) {};
    runtime.requestStop();
    gate.open();
    runtime.stop();
    over = true;
    reading.join();
    onMain.look();
    EXPECT_EQ(reader.wrong(), "");
    EXPECT_EQ(onMain.wrong(), "");
    expectIdentity(runtime.statistics(), true);
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
        EXPECT_EQ(runtime.statistics().refused, 3u);
    }
}

BOC_TEST(Statistics, WhatIsRefusedCountsAsScheduledAndCompleted)
{
    boc::Runtime runtime{{.workers = 1}};
    boc::Scope scope;
    const boc::Cown<int> cown{0};
    const boc::Cown<int> none = boc::Cown<int>::empty();
    scope.cancel();
    EXPECT_THROW(
        scope.when() << [] {}, boc::CancelledError);
    EXPECT_THROW((boc::when(cown) << [](auto) {}) + (boc::when(none) << [](auto) {}),
                 boc::UsageError)
        << "the first one may have been admitted, the second never";
    boc::when() << [&] {
        EXPECT_THROW(
            scope.when() << [] {}, boc::CancelledError);
    };
    EXPECT_TRUE(runtime.quiesce());
    boctest::Thread([&] {
        EXPECT_THROW(
            scope.when() << [] {}, boc::CancelledError);
    }).join();
    const boc::Statistics s = runtime.statistics();
    EXPECT_GE(s.refused, 3u);
    EXPECT_EQ(s.scheduled, 1 + s.refused);
    EXPECT_EQ(s.completed, 1 + s.refused);
    EXPECT_EQ(sum(s).executed, 1u);
    EXPECT_EQ(s.scopeCancelled + s.cancelled, 0u);
    expectIdentity(s);
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
