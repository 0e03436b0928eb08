// SPDX-License-Identifier: GPL-3.0-or-later
#include "boc_testing.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <memory>
#include <numeric>
#include <random>
#include <ranges>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace {

struct Account
{
    int balance;
};

BOC_TEST(When, TransfersBetweenTwoCowns)
{
    boc::Runtime runtime{{.workers = 2}};
    boc::Cown<Account> a{100};
    boc::Cown<Account> b{0};
    boc::Cown<int> moved = boc::when(a, b) << [](auto a, auto b) {
        a->balance -= 10;
        b->balance += 10;
        return 10;
    };
    int seenMoved = 0;
    int seenSum = 0;
    boc::when(moved, boc::read(a), boc::read(b)) << [&](auto moved, auto a, auto b) {
        seenMoved = *moved;
        seenSum = a->balance + b->balance;
    };
    runtime.wait();
    EXPECT_EQ(seenMoved, 10);
    EXPECT_EQ(seenSum, 100);
}

BOC_TEST(When, AnEmptySetIsATask)
{
    boc::Runtime runtime{{.workers = 1}};
    boctest::Atomic<int> worker{-2};
    boc::when() << [&] { worker = boc::currentWorker(); };
    runtime.wait();
    EXPECT_EQ(worker, 0);
}

BOC_TEST(When, SpansOfAnyLengthMixWithSingleCowns)
{
    // None, one and many cowns in a span, beside single ones: all are taken in one step, in the
    // global order of locks whatever their order in the span.
    boc::Runtime runtime{{.workers = 2}};
    for (const std::size_t length : {0u, 1u, 2u, 3u, 4u, 5u, 6u, 7u, 8u, 9u, 10u, 17u, 200u}) {
        std::vector<boc::Cown<int>> cells;
        for (std::size_t i = 0; i < length; ++i)
            cells.emplace_back(static_cast<int>(i));
        std::vector<boc::Cown<int>> others;
        others.emplace_back(1000);
        boc::Cown<int> total{0};
        boc::when(std::span{cells}, total, boc::read(others))
            << [](boc::AcquiredSpan<int> cells, auto total, auto others) {
                   for (auto cell : cells) {
                       *cell += 1;
                       *total += *cell;
                   }
                   *total += *others[0];
               };
        int seen = 0;
        boc::when(boc::read(total)) << [&](auto total) { seen = *total; };
        runtime.quiesce();
        const int n = static_cast<int>(length);
        EXPECT_EQ(seen, 1000 + n + n * (n - 1) / 2) << "length " << length;
    }
}

BOC_TEST(When, ASpanKeepsTheCallersOrder)
{
    boc::Runtime runtime{{.workers = 2}};
    std::vector<boc::Cown<int>> cells;
    cells.reserve(50);
    for (int i = 0; i < 50; ++i)
        cells.emplace_back(i);
    std::vector<boc::Cown<int>> reversed(cells.rbegin(), cells.rend());
    std::vector<int> seen;
    boc::when(boc::read(reversed)) << [&](auto cells) {
        for (const auto &cell : cells)
            seen.push_back(*cell);
    };
    runtime.wait();
    std::vector<int> expected(50);
    std::iota(expected.rbegin(), expected.rend(), 0);
    EXPECT_EQ(seen, expected);
}

BOC_TEST(When, ASpanInTheBodyIsAViewWithRandomAccess)
{
    static_assert(std::ranges::random_access_range<boc::AcquiredSpan<int>>);
    static_assert(std::ranges::sized_range<boc::AcquiredSpan<const int>>);
    static_assert(std::ranges::view<boc::AcquiredSpan<int>>);
    static_assert(std::ranges::borrowed_range<boc::AcquiredSpan<int>>);
    boc::Runtime runtime{{.workers = 2}};
    std::vector<boc::Cown<int>> cells;
    cells.reserve(5);
    for (int i = 0; i < 5; ++i)
        cells.emplace_back(i);
    std::vector<boc::Cown<int>> none;
    bool ran = false;
    boc::when(none, cells) << [&](auto none, boc::AcquiredSpan<int> cells) {
        EXPECT_TRUE(none.empty());
        EXPECT_EQ(none.begin(), none.end());
        EXPECT_EQ(cells.size(), 5u);
        EXPECT_EQ(*cells.front(), 0);
        EXPECT_EQ(*cells.back(), 4);
        *cells[2] = 20;
        const auto begin = cells.begin();
        EXPECT_EQ(**(begin + 2), 20);
        EXPECT_EQ(*begin[4], 4);
        EXPECT_EQ(**(2 + begin), 20);
        EXPECT_EQ(cells.end() - begin, 5);
        EXPECT_LT(begin, cells.end());
        auto last = cells.end();
        EXPECT_EQ(**--last, 4);
        EXPECT_EQ(**last--, 4);
        EXPECT_EQ(**(last -= 2), 1);
        const boc::Cown<int> &kept = cells[2].cown();
        boc::when(kept) << [](auto cell) { *cell += 1; };
        EXPECT_TRUE(std::ranges::any_of(cells, [](const auto &cell) { return *cell == 20; }));
        ran = true;
    };
    ASSERT_TRUE(runtime.quiesce(std::chrono::seconds(10)));
    EXPECT_TRUE(ran);
    int seen = 0;
    boc::when(cells[2]) << [&](auto cell) { seen = *cell; };
    ASSERT_TRUE(runtime.quiesce(std::chrono::seconds(10)));
    EXPECT_EQ(seen, 21);
}

BOC_TEST(When, OverlappingSetsInAnyOrderRunOneAtATime)
{
    // Each behavior takes 1 to 12 of 14 cowns in random order, some of them twice or for reading,
    // from two threads at the same time. A wrong order of locks is a deadlock; two writers at once,
    // or a writer beside a reader, change the counts.
    struct Cell
    {
        int writers = 0;
        int total = 0;
    };
    boc::Runtime runtime{{.workers = 2}};
    constexpr std::size_t count = 14;
    std::vector<boc::Cown<Cell>> cells;
    for (std::size_t i = 0; i < count; ++i)
        cells.emplace_back(Cell{});
    const auto behaviors = boctest::scaled(3000);
    std::array<std::array<int, count>, 2> written{};
    boctest::Atomic<int> wrong{0};
    const auto schedule = [&](unsigned thread) {
        std::minstd_rand random(thread + 1);
        std::vector<std::size_t> order(count);
        std::iota(order.begin(), order.end(), 0);
        for (int i = 0; i < behaviors; ++i) {
            std::shuffle(order.begin(), order.end(), random);
            const std::size_t width = 1 + random() % 12;
            const std::size_t reads = random() % 3;
            std::vector<boc::Cown<Cell>> named;
            for (std::size_t j = 0; j < width; ++j)
                named.push_back(cells[order[j]]);
            std::vector<boc::Cown<Cell>> read;
            for (std::size_t j = 0; j < reads; ++j)
                read.push_back(cells[order[width + j]]);
            if (random() % 4 == 0)
                named.push_back(named.front()); // named twice
            for (std::size_t j = 0; j < width; ++j)
                ++written.at(thread).at(order[j]);
            runtime.when(std::span{named}, boc::read(std::span{read}))
                << [&wrong, width](auto own, auto shared) {
                       for (std::size_t j = 0; j < width; ++j)
                           wrong += ++own[j]->writers != 1;
                       for (const auto &cell : shared)
                           wrong += cell->writers != 0;
                       for (std::size_t j = 0; j < width; ++j) {
                           ++own[j]->total;
                           --own[j]->writers;
                       }
                   };
        }
    };
    boctest::Thread other([&] { schedule(1); });
    schedule(0);
    other.join();
    ASSERT_TRUE(runtime.quiesce(std::chrono::seconds(60)));
    EXPECT_EQ(wrong, 0);
    for (std::size_t i = 0; i < count; ++i) {
        int total = 0;
        boc::when(boc::read(cells[i])) << [&](auto cell) { total = cell->total; };
        ASSERT_TRUE(runtime.quiesce(std::chrono::seconds(10)));
        EXPECT_EQ(total, written[0].at(i) + written[1].at(i));
    }
}

BOC_TEST(When, TheSameCownNamedTwiceCountsOnceAndFreesItsSuccessors)
{
    // (a, b, a): a behavior that counts a twice waits for ever, and one that releases it once less
    // than it took it leaves what comes behind waiting.
    boc::Runtime runtime{{.workers = 2}};
    boc::Cown<int> a{0};
    boc::Cown<int> b{0};
    int runs = 0;
    boc::when(a, b, a) << [&](auto first, auto, auto again) {
        ++runs;
        *first += 1;
        *again += 1;
    };
    int seen = 0;
    boc::when(a, b) << [&](auto a, auto) { seen = *a; };
    ASSERT_TRUE(runtime.quiesce(std::chrono::seconds(10)));
    EXPECT_EQ(runs, 1);
    EXPECT_EQ(seen, 2);
}

BOC_TEST(When, EveryMixOfDuplicateReadsAndWritesRunsOnce)
{
    // A cown named several times in one `when`, in every mix of reads and writes, is taken once.
    // Queueing for it twice would make the behavior wait for itself.
    boc::Runtime runtime{{.workers = 2}};
    boc::Cown<int> a{0};
    boctest::Atomic<int> runs{0};
    for (int repeat = 0; repeat < boctest::scaled(2000); ++repeat) {
        boc::when(a, a) << [&](auto, auto) { ++runs; };
        boc::when(a, boc::read(a)) << [&](auto, auto) { ++runs; };
        boc::when(boc::read(a), a) << [&](auto, auto) { ++runs; };
        boc::when(boc::read(a), boc::read(a)) << [&](auto, auto) { ++runs; };
        std::array<boc::Cown<int>, 3> same{a, a, a};
        boc::when(same, boc::read(a)) << [&](auto, auto) { ++runs; };
        boc::when(boc::read(same), boc::read(a)) << [&](auto, auto) { ++runs; };
    }
    ASSERT_TRUE(runtime.quiesce(std::chrono::seconds(30)));
    EXPECT_EQ(runs, 6 * boctest::scaled(2000));
}

BOC_TEST(When, AWriteAmongDuplicatesExcludesReaders)
{
    boc::Runtime runtime{{.workers = 2}};
    boc::Cown<int> a{0};
    boctest::Atomic<int> inside{0};
    boctest::Atomic<int> overlaps{0};
    for (int i = 0; i < boctest::scaled(500); ++i) {
        boc::when(boc::read(a), a) << [&](auto, auto value) {
            if (inside.fetch_add(1) != 0)
                ++overlaps;
            ++*value;
            boctest::sleepFor(std::chrono::microseconds(20));
            inside.fetch_sub(1);
        };
        boc::when(boc::read(a)) << [&](auto) {
            if (inside.load() != 0)
                ++overlaps;
        };
    }
    runtime.wait();
    EXPECT_EQ(overlaps, 0);
}

BOC_TEST(When, BodiesMayBeMoveOnlyAndTakeReferences)
{
    boc::Runtime runtime{{.workers = 1}};
    boc::Cown<std::unique_ptr<int>> cown{std::make_unique<int>(4)};
    int seen = 0;
    boc::when(cown) <<
        [&seen, owned = std::make_unique<int>(3)](auto &value) { seen = **value + *owned; };
    runtime.wait();
    EXPECT_EQ(seen, 7);
}

BOC_TEST(When, ACownCanBeRecoveredInsideABody)
{
    boc::Runtime runtime{{.workers = 2}};
    boc::Cown<int> counter{0};
    struct Countdown
    {
        static void step(const boc::Cown<int> &counter, int left)
        {
            boc::when(counter) << [left](boc::Acquired<int> counter) {
                ++*counter;
                if (left > 1)
                    step(counter.cown(), left - 1);
            };
        }
    };
    Countdown::step(counter, 1000);
    int seen = 0;
    runtime.quiesce();
    boc::when(boc::read(counter)) << [&](auto counter) { seen = *counter; };
    runtime.wait();
    EXPECT_EQ(seen, 1000);
}

BOC_TEST(When, WithoutARuntimeIsAnErrorThatSaysSo)
{
    boc::Cown<int> a{0};
    EXPECT_THROW(
        boc::when(a) << [](auto) {}, boc::UsageError);
}

/// Runs what should be refused for an empty handle, in one clear sentence, and without an effect.
template <class Misuse>
void expectEmptyRefused(boc::Runtime &runtime, const char *where, Misuse misuse)
{
    const std::string expected =
        std::string(where) + ": a cown handle is empty (moved from, or never assigned)";
    try {
        misuse();
        ADD_FAILURE() << where << " took an empty handle";
    } catch (const boc::UsageError &error) {
        EXPECT_EQ(error.what(), expected);
    }
    EXPECT_EQ(runtime.inFlight(), 0u);
}

BOC_TEST(When, EmptyHandlesMayBeHeldButNotUsed)
{
    boc::Runtime runtime{{.workers = 1}};
    const boc::Cown<int> some{1};
    boc::Cown<int> none = boc::Cown<int>::empty();
    boc::PinnedCown<int> pinned{2};
    const boc::PinnedCown<int> taken = std::move(pinned);
    EXPECT_FALSE(none);
    EXPECT_FALSE(pinned); // NOLINT(bugprone-use-after-move): a moved-from handle is empty
    EXPECT_TRUE(taken);
    EXPECT_EQ(none, pinned);
    EXPECT_NE(none, some);
    EXPECT_EQ(boc::PinnedCown<int>::empty(), none);
    EXPECT_EQ(boc::WeakCown<int>(none), boc::WeakCown<int>());
    EXPECT_EQ(boc::WeakCown<int>(none).lock(), none);
    boc::send("none", none);
    EXPECT_FALSE(boc::receive<boc::Cown<int>>("none"));

    std::vector<boc::Cown<int>> many{some, none};
    expectEmptyRefused(runtime, "when", [&] { boc::when(none) << [](auto) {}; });
    expectEmptyRefused(runtime, "when", [&] { boc::when(pinned) << [](auto) {}; });
    expectEmptyRefused(runtime, "when", [&] { boc::when(boc::read(none)) << [](auto) {}; });
    expectEmptyRefused(runtime, "when", [&] { boc::when(some, many) << [](auto, auto) {}; });
    expectEmptyRefused(runtime, "when",
                       [&] { boc::when(boc::WeakCown<int>().lock()) << [](auto) {}; });
    expectEmptyRefused(runtime, "when", [&] {
        (boc::when(some) << [](auto some) { ++*some; }) + (boc::when(none) << [](auto) {});
    });
    expectEmptyRefused(runtime, "when",
                       [&] { boc::when(boc::read(std::move(many))) << [](auto) {}; });
    expectEmptyRefused(runtime, "notification",
                       [&] { boc::notification(some, boc::read(none)) << [](auto, auto) {}; });
    EXPECT_THROW(boc::take(std::move(none)), boc::UsageError);

    none = some;
    pinned = taken;
    int seen = 0;
    boc::when(none, pinned) << [&](auto a, auto b) { seen = *a * 10 + *b; };
    runtime.quiesce();
    EXPECT_EQ(seen, 12);
}

BOC_TEST(When, ABodyThatIsRefusedIsDestroyedOnce)
{
    boc::Runtime runtime{{.workers = 1}};
    const boc::Cown<int> none = boc::Cown<int>::empty();
    const std::vector<boc::Cown<int>> some{boc::Cown<int>(), none};
    const auto token = std::make_shared<int>(0);
    EXPECT_THROW(
        boc::when(none) << [token](auto) {}, boc::UsageError);
    EXPECT_EQ(token.use_count(), 1);
    EXPECT_THROW(
        boc::when(some) << [token](auto) {}, boc::UsageError);
    EXPECT_EQ(token.use_count(), 1);
    runtime.stop();
    EXPECT_THROW(
        boc::when() << [token] {}, boc::StoppedError);
    EXPECT_EQ(token.use_count(), 1);
}

BOC_TEST(When, AnEmptyHandleIsAnErrorAndLeavesNothingInFlight)
{
    boc::Runtime runtime{{.workers = 1}};
    boc::Cown<int> a{0};
    const boc::Cown<int> none = boc::Cown<int>::empty();
    EXPECT_THROW(
        boc::when(a, none) << [](auto, auto) {}, boc::UsageError);
    EXPECT_EQ(runtime.inFlight(), 0u);
    int seen = 0;
    boc::when(a) << [&](auto) { seen = 1; };
    runtime.wait();
    EXPECT_EQ(seen, 1);
}

BOC_TEST(When, WorksFromThreadsThatAreNoWorkers)
{
    boc::Runtime runtime{{.workers = 2}};
    boc::Cown<int> sum{0};
    std::vector<boctest::Thread> threads;
    threads.reserve(4);
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&] {
            for (int i = 0; i < boctest::scaled(5000); ++i)
                runtime.when(sum) << [](auto sum) { ++*sum; };
        });
    }
    for (boctest::Thread &thread : threads)
        thread.join();
    int seen = 0;
    boc::when(boc::read(sum)) << [&](auto sum) { seen = *sum; };
    runtime.wait();
    EXPECT_EQ(seen, 4 * boctest::scaled(5000));
}

} // namespace
