// SPDX-License-Identifier: GPL-3.0-or-later
#include "boc_testing.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <memory>
#include <utility>
#include <vector>

namespace {

using namespace std::chrono_literals;

/// A chain that reschedules itself for ever, counting its steps.
struct alignas(64) Chain
{
    boctest::Atomic<std::uint64_t> steps{0};
    boctest::Atomic<std::uint64_t> moves{0}; // from one worker to another
    int worker = 0;                          // the last step's
    boctest::Atomic<bool> *stop = nullptr;
    std::chrono::microseconds stepTime{0};

    static void step(const boc::Cown<int> &cown, Chain &chain)
    {
        boc::when(cown) << [&chain](boc::Acquired<int> cown) {
            chain.steps.fetch_add(1, std::memory_order_relaxed);
            if (std::exchange(chain.worker, boc::currentWorker()) != boc::currentWorker())
                chain.moves.fetch_add(1, std::memory_order_relaxed);
            if (chain.stepTime.count() > 0)
                boctest::sleepFor(chain.stepTime);
            if (!chain.stop->load(std::memory_order_relaxed))
                step(cown.cown(), chain);
        };
    }
};

#ifndef BOC_DETERMINISTIC

/// Chains rotate over two workers whatever their number: six could be dealt out three and three and
/// stay. How alike they advance on a machine that is not busy, the row `fairness` of boc_bench
/// says; here nothing is asked of the processors but that both workers run now and then.
class EndlessChains : public testing::TestWithParam<std::size_t>
{ };

INSTANTIATE_TEST_SUITE_P(Count, EndlessChains, testing::Values(5u, 6u));

TEST_P(EndlessChains, RotateOverTwoWorkers)
{
    boctest::Atomic<bool> stop{false};
    std::vector<Chain> chains(GetParam());
    boc::Runtime runtime{{.workers = 2}};
    for (Chain &chain : chains) {
        chain.stop = &stop;
        Chain::step(boc::Cown<int>{0}, chain);
    }
    const auto haveAllMoved = [&] {
        return std::all_of(chains.begin(), chains.end(),
                           [](const Chain &c) { return c.moves >= 5 && c.steps > 1000; });
    };
    for (auto begin = boctest::steadyNow();
         !haveAllMoved() && boctest::steadyNow() - begin < std::chrono::minutes(1);)
        boctest::sleepFor(10ms);
    EXPECT_TRUE(haveAllMoved());
    stop = true;
    runtime.wait();
}

#endif

/// A producer that schedules a child on a cown of its own, and then itself.
struct Producer
{
    boc::Cown<int> child{0};
    int left;

    static void step(const boc::Cown<Producer> &self, boctest::Atomic<int> &waiting,
                     boctest::Atomic<int> &most)
    {
        boc::when(self) << [&waiting, &most](boc::Acquired<Producer> producer) {
            const int now = ++waiting;
            if (now > most)
                most = now;
            boc::when(producer->child) << [&waiting](auto) { --waiting; };
            if (--producer->left > 0)
                step(producer.cown(), waiting, most);
        };
    }
};

BOC_TEST(Scheduler, ProducersDoNotRunAheadOfTheirChildren)
{
    constexpr int producers = 4;
    boctest::Atomic<int> waiting{0};
    boctest::Atomic<int> most{0};
    boc::Runtime runtime{{.workers = 1}};
    std::vector<boc::Cown<Producer>> all;
    all.reserve(producers);
    for (int i = 0; i < producers; ++i)
        all.emplace_back(Producer{.left = boctest::scaled(20'000)});
    runtime.when() << [&] {
        for (const auto &producer : all)
            Producer::step(producer, waiting, most);
    };
    ASSERT_TRUE(runtime.quiesce(10s));
    EXPECT_LE(most, producers);
    EXPECT_EQ(waiting, 0);
}

BOC_TEST(Scheduler, ALongLocalRunDoesNotStarveWorkFromOutside)
{
    boctest::Atomic<bool> stop{false};
    std::array<Chain, 4> chains;
    boc::Runtime runtime{{.workers = 1}};
    for (Chain &chain : chains) {
        chain.stop = &stop;
        Chain::step(boc::Cown<int>{0}, chain);
    }
    for (int i = 0; i < 100; ++i) {
        boctest::Atomic<bool> ran{false};
        boc::when() << [&] { ran = true; };
        const bool came = boctest::eventually([&] { return ran.load(); });
        if (!came)
            stop = true;
        ASSERT_TRUE(came);
    }
    stop = true;
    runtime.wait();
}

BOC_TEST(Scheduler, ChainsOfLongBehaviorsTakeTurns)
{
    // Forty chains with steps of a millisecond on one worker: if each ran a hundred steps before
    // the next had its turn, most would not have begun after a few rounds.
    boctest::Atomic<bool> stop{false};
    std::vector<Chain> chains(40);
    boc::Runtime runtime{{.workers = 1}};
    for (Chain &chain : chains) {
        chain.stop = &stop;
        chain.stepTime = 1ms;
        Chain::step(boc::Cown<int>{0}, chain);
    }
    const auto allBegan = [&] {
        return std::all_of(chains.begin(), chains.end(),
                           [](const Chain &c) { return c.steps > 1; });
    };
    const auto enough = [&] {
        std::uint64_t steps = 0;
        for (const Chain &chain : chains)
            steps += chain.steps;
        return steps >= 25 * chains.size();
    };
    while (!allBegan() && !enough())
        boctest::sleepFor(1ms);
    EXPECT_TRUE(allBegan());
    stop = true;
    runtime.wait();
}

BOC_TEST(Scheduler, AChildOfABlockedBodyIsStolen)
{
    // The body schedules a child and waits for it, which a body should not do; the child sits in
    // the worker's pending slot, and must not be out of reach there.
    boc::Runtime runtime{{.workers = 2}};
    boctest::Atomic<bool> reached{false};
    boc::when() << [&] {
        boctest::Atomic<bool> childRan{false};
        boc::when() << [&] { childRan = true; };
        reached = boctest::eventually([&] { return childRan.load(); });
    };
    runtime.wait();
    EXPECT_TRUE(reached);
}

BOC_TEST(Scheduler, ABusyWorkerHelpsOneThatIsBlocked)
{
    // The other worker never runs out of work of its own; still it takes the child that a blocked
    // body waits for, and what comes from outside to the blocked worker.
    boctest::Atomic<bool> stop{false};
    Chain chain;
    chain.stop = &stop;
    boc::Runtime runtime{{.workers = 2}};
    Chain::step(boc::Cown<int>{0}, chain);
    boctest::Atomic<int> reached{0};
    boc::when() << [&] {
        boctest::Atomic<bool> childRan{false};
        boc::when() << [&] { childRan = true; };
        reached += boctest::eventually([&] { return childRan.load(); });
        boctest::Atomic<int> postsRan{0};
        boctest::Thread([&] {
            for (int i = 0; i < 2; ++i)
                runtime.when() << [&] { ++postsRan; };
        }).join();
        reached += boctest::eventually([&] { return postsRan == 2; });
    };
    ASSERT_TRUE(boctest::eventually([&] { return reached == 2; }));
    stop = true;
    runtime.wait();
}

BOC_TEST(Scheduler, WorkSpreadsOverTheWorkers)
{
    boc::Runtime runtime{{.workers = 2}};
    std::array<boctest::Atomic<int>, 2> ran{};
    boc::when() << [&] {
        for (int i = 0; i < 400; ++i) {
            boc::when() << [&] {
                ++ran[static_cast<std::size_t>(boc::currentWorker())];
                boctest::sleepFor(200us);
            };
        }
    };
    runtime.wait();
    EXPECT_EQ(ran[0] + ran[1], 400);
    EXPECT_GT(ran[0], 50);
    EXPECT_GT(ran[1], 50);
}

BOC_TEST(Scheduler, ReadersOfOneCownSpreadOverTheWorkers)
{
    boc::Runtime runtime{{.workers = 2}};
    boc::Cown<int> value{0};
    std::array<boctest::Atomic<int>, 2> ran{};
    boc::when(value) << [](auto) { boctest::sleepFor(2ms); };
    for (int i = 0; i < 200; ++i) {
        boc::when(boc::read(value)) << [&](auto) {
            ++ran[static_cast<std::size_t>(boc::currentWorker())];
            boctest::sleepFor(200us);
        };
    }
    runtime.wait();
    EXPECT_GT(ran[0], 20);
    EXPECT_GT(ran[1], 20);
}

BOC_TEST(Scheduler, MoreReadyWorkThanTheRingHoldsIsKept)
{
    boc::Runtime runtime{{.workers = 1}};
    const int count = 10000;
    std::vector<int> order;
    boc::when() << [&] {
        for (int i = 0; i < count; ++i)
            boc::when() << [&order, i] { order.push_back(i); };
    };
    runtime.wait();
    ASSERT_EQ(order.size(), static_cast<std::size_t>(count));
    std::sort(order.begin(), order.end());
    for (int i = 0; i < count; ++i)
        ASSERT_EQ(order[static_cast<std::size_t>(i)], i);
}

BOC_TEST(Scheduler, CurrentIsTheWorkersOwnRuntime)
{
    boc::Runtime runtime{{.workers = 2}};
    EXPECT_EQ(boc::Runtime::current(), &runtime);
    EXPECT_EQ(boc::currentWorker(), -1);
    boctest::Atomic<boc::Runtime *> seen{nullptr};
    boc::when() << [&] { seen = boc::Runtime::current(); };
    runtime.quiesce();
    EXPECT_EQ(seen, &runtime);
    boc::Runtime *elsewhere = &runtime;
    boctest::Thread([&] { elsewhere = boc::Runtime::current(); }).join();
    EXPECT_EQ(elsewhere, nullptr);
}

} // namespace
