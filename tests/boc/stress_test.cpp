// SPDX-License-Identifier: GPL-3.0-or-later
#include "boc_testing.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <random>
#include <vector>

namespace {

using namespace std::chrono_literals;

BOC_TEST_WORKERS(Stress, TransfersBetweenThousandsOfAccountsKeepTheSum)
{
    boc::Runtime runtime{{.workers = workers}};
    std::vector<boc::Cown<std::int64_t>> accounts;
    const auto count = static_cast<std::size_t>(boctest::sized(5000, 4));
    for (std::size_t i = 0; i < count; ++i)
        accounts.emplace_back(1000);
    std::minstd_rand random(workers);
    for (int i = 0; i < boctest::sized(boctest::scaled(100000), 20); ++i) {
        const std::size_t from = random() % count;
        const std::size_t to = random() % count;
        const auto amount = static_cast<std::int64_t>(random() % 100);
        boc::when(accounts[from], accounts[to]) << [amount](auto from, auto to) {
            *from -= amount;
            *to += amount;
        };
        if (i % boctest::sized(1000, 5) == 0) {
            boc::when(boc::read(accounts)) << [](auto accounts) {
                std::int64_t sum = 0;
                for (const auto &account : accounts)
                    sum += *account;
                EXPECT_EQ(sum, 1000 * static_cast<std::int64_t>(accounts.size()));
            };
        }
    }
    EXPECT_TRUE(runtime.wait(60s));
}

BOC_TEST_WORKERS(Stress, PhilosophersUseEveryForkExactlyAsOftenAsExpected)
{
    // Everybody wants the fork to the left and the one to the right, named in that order: taken in
    // that order, all could hold one and wait for the other. Each fork counts its uses without
    // further protection.
    boc::Runtime runtime{{.workers = workers}};
    const auto seats = static_cast<std::size_t>(boctest::sized(50, 4));
    const int meals = boctest::sized(boctest::scaled(1000), 3);
    std::vector<boc::Cown<int>> forks(seats);
    struct Philosopher
    {
        static void eat(const boc::Cown<int> &left, const boc::Cown<int> &right, int hunger)
        {
            boc::when(left, right) << [hunger](boc::Acquired<int> left, boc::Acquired<int> right) {
                ++*left;
                ++*right;
                if (hunger > 1)
                    eat(left.cown(), right.cown(), hunger - 1);
            };
        }
    };
    for (std::size_t i = 0; i < seats; ++i)
        Philosopher::eat(forks[i], forks[(i + 1) % seats], meals);
    ASSERT_TRUE(runtime.quiesce(60s));
    int wrong = 0;
    boc::when(boc::read(forks)) << [&](auto forks) {
        for (const auto &fork : forks)
            wrong += *fork != 2 * meals;
    };
    runtime.wait();
    EXPECT_EQ(wrong, 0);
}

BOC_TEST_WORKERS(Stress, ChainsOnARingCountExactly)
{
    // Chains that reschedule themselves along a ring, each step on a window of cowns that overlaps
    // those of others: successors come from workers in the middle of a release. A step lost or run
    // twice shows in the sums.
    boc::Runtime runtime{{.workers = workers}};
    constexpr std::size_t size = boctest::sized(64, 6);
    constexpr int chains = boctest::sized(8, 3);
    const int steps = boctest::sized(boctest::scaled(5000), 6);
    using Ring = std::vector<boc::Cown<int>>;
    auto ring = std::make_shared<const Ring>(size);
    struct Chain
    {
        static void step(const boc::Cown<int> &state, std::shared_ptr<const Ring> ring,
                         std::size_t head, int left)
        {
            boc::when(state, (*ring)[head], (*ring)[(head + 1) % size])
                << [ring, head, left](boc::Acquired<int> state, auto first, auto second) {
                       ++*state;
                       ++*first;
                       ++*second;
                       if (left > 1)
                           step(state.cown(), ring, (head + 1) % size, left - 1);
                   };
        }
    };
    std::vector<boc::Cown<int>> states;
    for (int i = 0; i < chains; ++i) {
        states.emplace_back(0);
        Chain::step(states.back(), ring, static_cast<std::size_t>(i) * size / chains, steps);
    }
    ASSERT_TRUE(runtime.quiesce(60s));
    std::int64_t slots = 0;
    std::int64_t counts = 0;
    boc::when(boc::read(*ring), boc::read(states)) << [&](auto ring, auto states) {
        for (const auto &slot : ring)
            slots += *slot;
        for (const auto &state : states)
            counts += *state;
    };
    runtime.wait();
    EXPECT_EQ(counts, static_cast<std::int64_t>(chains) * steps);
    EXPECT_EQ(slots, 2 * counts);
}

BOC_TEST_WORKERS(Stress, OverlappingFanOutSumsExactly)
{
    // Bodies that schedule bodies on overlapping sets from several workers at once, so that pushes,
    // steals and releases of the same cowns meet. Each adds one to all its cowns.
    boc::Runtime runtime{{.workers = workers}};
    const int producers = boctest::sized(8, 3);
    const int rounds = boctest::scaled(500);
    const int width = boctest::sized(20, 3);
    std::vector<boc::Cown<std::int64_t>> sums(16);
    for (int p = 0; p < producers; ++p) {
        boc::when() << [&sums, p] {
            for (int r = 0; r < rounds; ++r) {
                for (int w = 0; w < width; ++w) {
                    const auto a = static_cast<std::size_t>((p + w) % 16);
                    const auto b = static_cast<std::size_t>((p * 3 + r) % 16);
                    boc::when(sums[a], boc::read(sums[b])) << [](auto a, auto) { *a += 1; };
                }
            }
        };
    }
    ASSERT_TRUE(runtime.quiesce(60s));
    std::int64_t total = 0;
    boc::when(sums) << [&](auto sums) {
        for (const auto &sum : sums)
            total += *sum;
    };
    runtime.wait();
    EXPECT_EQ(total, static_cast<std::int64_t>(producers) * rounds * width);
}

BOC_TEST_WORKERS(Stress, RandomSetsOfReadsAndWritesNeverOverlapWrongly)
{
    // Each cown carries who is inside: a writer must be alone, readers among themselves.
    struct Guarded
    {
        boctest::Atomic<int> writers{0};
        boctest::Atomic<int> readers{0};
    };
    boc::Runtime runtime{{.workers = workers}};
    std::vector<boc::Cown<Guarded>> cowns(boctest::sized(12, 4));
    boctest::Atomic<int> wrong{0};
    std::minstd_rand random(7);
    for (int i = 0; i < boctest::sized(boctest::scaled(50000), 20); ++i) {
        std::vector<boc::Cown<Guarded>> writes;
        std::vector<boc::Cown<Guarded>> reads;
        for (const auto &cown : cowns) {
            switch (random() % 8) {
            case 0:
                writes.push_back(cown);
                break;
            case 1:
            case 2:
                reads.push_back(cown);
                break;
            default:
                break;
            }
        }
        boc::when(writes, boc::read(reads)) << [&wrong](auto writes, auto reads) {
            for (const auto &cown : writes)
                wrong += cown->writers.fetch_add(1) != 0 || cown->readers != 0;
            for (const auto &cown : reads) {
                const_cast<Guarded &>(*cown).readers.fetch_add(1);
                wrong += cown->writers != 0;
            }
            for (const auto &cown : reads)
                const_cast<Guarded &>(*cown).readers.fetch_sub(1);
            for (const auto &cown : writes)
                cown->writers.fetch_sub(1);
        };
    }
    EXPECT_TRUE(runtime.wait(60s));
    EXPECT_EQ(wrong, 0);
}

} // namespace
