// SPDX-License-Identifier: GPL-3.0-or-later
#include "boc/src/inbox.h"
#include "boc/src/pinned_queue.h"
#include "boc/src/run_ring.h"
#include "boc_testing.h"
#include "queue_item.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <memory>
#include <mutex>
#include <numeric>
#include <thread>
#include <vector>

namespace {

using boc::detail::BehaviorCore;
using boc::detail::Counter;
using boc::detail::Inbox;
using boc::detail::PinnedQueue;
using boc::detail::RunRing;
using boctest::numberOf;
using boctest::QueueItem;

/// Items numbered from 0, and the runtime that their constructor wants to know.
struct Items
{
    explicit Items(int count)
    {
        for (int i = 0; i < count; ++i)
            items.push_back(std::make_unique<QueueItem>(boc::detail::currentScheduler(), i));
    }
    QueueItem &operator[](int i) { return *items[static_cast<std::size_t>(i)]; }

    boc::Runtime runtime{{.workers = 1}};
    std::vector<std::unique_ptr<QueueItem>> items;
};

BOC_TEST(RunRing, IsFirstInFirstOutAndBounded)
{
    Items items(static_cast<int>(RunRing::capacity) + 1);
    RunRing ring;
    Counter retries;
    EXPECT_EQ(ring.take(retries), nullptr);
    for (int lap = 0; lap < 3; ++lap) {
        for (int i = 0; i < static_cast<int>(RunRing::capacity); ++i)
            ASSERT_TRUE(ring.push(items[i]));
        EXPECT_FALSE(ring.push(items[static_cast<int>(RunRing::capacity)]));
        EXPECT_EQ(ring.size(), RunRing::capacity);
        for (int i = 0; i < static_cast<int>(RunRing::capacity); ++i)
            ASSERT_EQ(numberOf(ring.take(retries)), i);
        EXPECT_EQ(ring.size(), 0u);
    }
}

BOC_TEST(RunRing, GivesAFractionRoundedUp)
{
    Items items(3);
    RunRing ring;
    Counter retries;
    for (int i = 0; i < 3; ++i)
        ring.push(items[i]);
    std::array<BehaviorCore *, 128> batch{};
    EXPECT_EQ(ring.take(batch, 2, retries), 2u);
    EXPECT_EQ(numberOf(batch[0]), 0);
    EXPECT_EQ(numberOf(batch[1]), 1);
    EXPECT_EQ(ring.size(), 1u);
}

BOC_TEST(RunRing, OwnerAndThievesTakeEachItemExactlyOnce)
{
    const int count = boctest::scaled(200000);
    Items items(count);
    RunRing ring;
    boctest::Atomic<bool> done{false};
    std::vector<std::vector<int>> taken(3);
    std::vector<boctest::Thread> thieves;
    for (std::size_t t = 0; t < 2; ++t) {
        thieves.emplace_back([&, t] {
            Counter retries;
            std::array<BehaviorCore *, 128> batch{};
            while (!done) {
                const std::size_t got = ring.take(batch, 2, retries);
                for (std::size_t i = 0; i < got; ++i)
                    taken[t].push_back(numberOf(batch[i]));
            }
        });
    }
    Counter retries;
    for (int i = 0; i < count; ++i) {
        while (!ring.push(items[i])) {
            if (BehaviorCore *behavior = ring.take(retries))
                taken[2].push_back(numberOf(behavior));
        }
        if (i % 3 == 0) {
            if (BehaviorCore *behavior = ring.take(retries))
                taken[2].push_back(numberOf(behavior));
        }
    }
    while (BehaviorCore *behavior = ring.take(retries))
        taken[2].push_back(numberOf(behavior));
    done = true;
    for (boctest::Thread &thief : thieves)
        thief.join();

    std::vector<int> all;
    for (const std::vector<int> &part : taken) {
        EXPECT_TRUE(std::is_sorted(part.begin(), part.end())) << "each taker sees queue order";
        all.insert(all.end(), part.begin(), part.end());
    }
    std::sort(all.begin(), all.end());
    std::vector<int> expected(static_cast<std::size_t>(count));
    std::iota(expected.begin(), expected.end(), 0);
    EXPECT_EQ(all, expected);
}

BOC_TEST(Inbox, ManyProducersAndTakersLoseNothingAndKeepEachProducersOrder)
{
    const int each = boctest::scaled(50000);
    Items items(2 * each);
    Inbox inbox;
    boctest::Atomic<int> left{2 * each};
    std::vector<boctest::Thread> threads;
    boctest::Mutex mutex;
    std::vector<int> taken;
    for (int producer = 0; producer < 2; ++producer) {
        threads.emplace_back([&, producer] {
            for (int i = 0; i < each; ++i)
                inbox.push(items[producer * each + i], Inbox::Origin::Remote);
        });
    }
    threads.emplace_back([&] {
        std::array<BehaviorCore *, 7> batch{};
        while (left > 0) {
            const std::size_t got = inbox.take(batch);
            const std::lock_guard lock(mutex);
            for (std::size_t i = 0; i < got; ++i)
                taken.push_back(numberOf(batch[i]));
            left -= static_cast<int>(got);
        }
    });
    for (boctest::Thread &thread : threads)
        thread.join();
    EXPECT_EQ(inbox.size(), 0u);
    EXPECT_EQ(inbox.received(), static_cast<std::uint64_t>(2 * each));
    int last[2] = {-1, each - 1};
    for (const int number : taken) {
        int &before = last[number / each];
        ASSERT_EQ(number, before + 1);
        before = number;
    }
    EXPECT_EQ(taken.size(), static_cast<std::size_t>(2 * each));
}

BOC_TEST(PinnedQueue, SaysOnceThatItRoseFromEmpty)
{
    Items items(4);
    PinnedQueue queue;
    EXPECT_FALSE(queue.hasWork());
    EXPECT_TRUE(queue.push(items[0]));
    EXPECT_FALSE(queue.push(items[1]));
    EXPECT_EQ(numberOf(queue.pop()), 0);
    EXPECT_FALSE(queue.push(items[2]));
    EXPECT_EQ(queue.status().depth, 2u);
    EXPECT_EQ(numberOf(queue.pop()), 1);
    EXPECT_EQ(numberOf(queue.pop()), 2);
    EXPECT_EQ(queue.pop(), nullptr);
    EXPECT_TRUE(queue.push(items[3]));
    EXPECT_EQ(queue.pushed(), 4u);
}

#ifndef BOC_DETERMINISTIC // which tries orders, not chances
TEST(PinnedQueue, CountsPushesThatHadToBeTriedAgain)
{
    constexpr int each = 10000;
    std::uint64_t retries = 0;
    for (int round = 0; round < 200 && retries == 0; ++round) {
        Items items(2 * each);
        PinnedQueue queue;
        std::vector<boctest::Thread> producers;
        for (int producer = 0; producer < 2; ++producer) {
            producers.emplace_back([&, producer] {
                for (int i = 0; i < each; ++i)
                    queue.push(items[producer * each + i]);
            });
        }
        for (boctest::Thread &producer : producers)
            producer.join();
        retries = queue.pushRetries();
        EXPECT_LE(retries, 2u * each) << "each is another's success";
        while (queue.pop()) {
        }
    }
    if (std::thread::hardware_concurrency() > 1) {
        EXPECT_GT(retries, 0u);
    }
}
#endif

BOC_TEST(PinnedQueue, AgeIsThatOfTheOldestAndZeroWhenEmpty)
{
    using namespace std::chrono_literals;
    Items items(2);
    PinnedQueue queue;
    EXPECT_EQ(queue.status().age, 0ns);
    queue.push(items[0]);
    boctest::sleepFor(20ms);
    queue.push(items[1]);
    EXPECT_GE(queue.status().age, 20ms);
    queue.pop();
    queue.pop();
    EXPECT_EQ(queue.status().depth, 0u);
    EXPECT_EQ(queue.status().age, 0ns);
}

BOC_TEST(PinnedQueue, AgeIsNeverThatOfAnEarlierTime)
{
    // Whoever sees the first arrival counted sees its time, not the one from before.
    using namespace std::chrono_literals;
    for (int i = 0; i < boctest::scaled(2000); ++i) {
        Items items(1);
        PinnedQueue queue;
        const auto begin = boctest::steadyNow();
        boctest::Thread producer([&] { queue.push(items[0]); });
        for (int k = 0; k < 4; ++k) {
            const auto age = queue.status().age;
            EXPECT_LE(age, boctest::steadyNow() - begin);
        }
        producer.join();
        queue.pop();
    }
}

BOC_TEST(PinnedQueue, EveryArrivalIsAnnouncedToASleepingConsumer)
{
    // The consumer stops at empty and goes on only when some producer reported a rise.
    const int each = boctest::scaled(100000);
    Items items(2 * each);
    PinnedQueue queue;
    boctest::Atomic<int> rises{0};
    std::vector<boctest::Thread> producers;
    for (int producer = 0; producer < 2; ++producer) {
        producers.emplace_back([&, producer] {
            for (int i = 0; i < each; ++i) {
                if (queue.push(items[producer * each + i]))
                    ++rises;
            }
        });
    }
    int taken = 0;
    int seenRises = 0;
    const auto deadline = boctest::steadyNow() + std::chrono::seconds(60);
    while (taken < 2 * each && boctest::steadyNow() < deadline) {
        if (rises == seenRises)
            continue;
        seenRises = rises;
        while (queue.pop())
            ++taken;
    }
    for (boctest::Thread &producer : producers)
        producer.join();
    EXPECT_EQ(taken, 2 * each);
}

} // namespace
