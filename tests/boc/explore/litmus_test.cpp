// SPDX-License-Identifier: GPL-3.0-or-later
#include <boc/detail/sync.h>
#include <boc/explore/explore.h>

#include <gtest/gtest.h>

#include <set>
#include <utility>

/// \file
/// The explorer against the classic litmus tests of memory models: what the C++ memory model allows
/// must be seen (as far as the explorer covers it), and nothing else.

namespace {

using namespace boc::detail;
using boc::explore::AllChoices;
using boc::explore::exploreAll;
using boc::explore::exploreSeeds;
using boc::explore::Report;

using Outcome = std::pair<int, int>;
using Outcomes = std::set<Outcome>;
constexpr auto relaxed = std::memory_order_relaxed;
constexpr auto acquire = std::memory_order_acquire;
constexpr auto release = std::memory_order_release;
constexpr auto seqCst = std::memory_order_seq_cst;

/// All outcomes of a two-threaded program; each thread gives a number.
template <class Program>
Outcomes outcomes(Program program)
{
    Outcomes seen;
    const Report report = exploreAll({.bounds = {.preemptions = 4, .oddities = 3}}, [&] {
        program([&](auto first, auto second) {
            int a = -1;
            int b = -1;
            Thread one([&] { a = first(); });
            Thread two([&] { b = second(); });
            one.join();
            two.join();
            seen.insert({a, b});
        });
    });
    EXPECT_FALSE(report.failure) << *report.failure;
    EXPECT_TRUE(report.complete);
    return seen;
}

Outcomes storeBuffering(std::memory_order store, std::memory_order load)
{
    return outcomes([=](auto run) {
        Atomic<int> x{0};
        Atomic<int> y{0};
        run(
            [&] {
                x.store(1, store);
                return y.load(load);
            },
            [&] {
                y.store(1, store);
                return x.load(load);
            });
    });
}

TEST(Litmus, StoreBufferingIsSeenBelowSequentialConsistency)
{
    const Outcomes all{{0, 0}, {0, 1}, {1, 0}, {1, 1}};
    EXPECT_EQ(storeBuffering(relaxed, relaxed), all);
    EXPECT_EQ(storeBuffering(release, acquire), all);
}

TEST(Litmus, StoreBufferingIsNotSeenUnderSequentialConsistency)
{
    EXPECT_EQ(storeBuffering(seqCst, seqCst), (Outcomes{{0, 1}, {1, 0}, {1, 1}}));
}

/// The second thread's answer: 0 without the flag, otherwise 1 + the data seen.
Outcomes messagePassing(std::memory_order store, std::memory_order load)
{
    return outcomes([=](auto run) {
        Atomic<int> data{0};
        Atomic<int> flag{0};
        run(
            [&] {
                data.store(1, relaxed);
                flag.store(1, store);
                return 0;
            },
            [&] { return flag.load(load) == 0 ? 0 : 1 + data.load(relaxed); });
    });
}

TEST(Litmus, MessagePassingNeedsReleaseAndAcquire)
{
    EXPECT_EQ(messagePassing(release, acquire), (Outcomes{{0, 0}, {0, 2}}));
    EXPECT_EQ(messagePassing(relaxed, acquire), (Outcomes{{0, 0}, {0, 1}, {0, 2}}));
    EXPECT_EQ(messagePassing(release, relaxed), (Outcomes{{0, 0}, {0, 1}, {0, 2}}));
}

TEST(Litmus, LoadsOfOneLocationNeverGoBack)
{
    const Outcomes seen = outcomes([](auto run) {
        Atomic<int> x{0};
        run(
            [&] {
                x.store(1, relaxed);
                x.store(2, relaxed);
                return 0;
            },
            [&] {
                const int first = x.load(relaxed);
                return 10 * first + x.load(relaxed);
            });
    });
    EXPECT_EQ(seen, (Outcomes{{0, 0}, {0, 1}, {0, 2}, {0, 11}, {0, 12}, {0, 22}}));
}

TEST(Litmus, IndependentReadersMayDisagreeBelowSequentialConsistency)
{
#ifdef BOC_SLOW_BUILD
    GTEST_SKIP() << "five threads in all executions: too much for an unoptimized build";
#endif
    const auto disagree = [](std::memory_order store, std::memory_order load) {
        bool seen = false;
        const Report report = exploreAll({.bounds = {.preemptions = 4, .oddities = 2}}, [&] {
            Atomic<int> x{0};
            Atomic<int> y{0};
            int a = 0;
            int b = 0;
            Thread writeX([&] { x.store(1, store); });
            Thread writeY([&] { y.store(1, store); });
            Thread readXY([&] { a = x.load(load) == 1 && y.load(load) == 0; });
            Thread readYX([&] { b = y.load(load) == 1 && x.load(load) == 0; });
            writeX.join();
            writeY.join();
            readXY.join();
            readYX.join();
            seen = seen || (a && b);
        });
        EXPECT_FALSE(report.failure) << *report.failure;
        return seen;
    };
    EXPECT_TRUE(disagree(release, acquire));
    EXPECT_FALSE(disagree(seqCst, seqCst));
}

TEST(Litmus, ReadModifyWritesKeepAReleaseSequence)
{
    const auto staleSeen = [](auto middle) {
        bool stale = false;
        const Report report = exploreAll({.bounds = {.preemptions = 3, .oddities = 2}}, [&] {
            Atomic<int> data{0};
            Atomic<int> flag{0};
            Thread writer([&] {
                data.store(1, relaxed);
                flag.store(1, release);
            });
            Thread other([&] { middle(flag); });
            Thread reader([&] {
                if (flag.load(acquire) == 2)
                    stale = stale || data.load(relaxed) == 0;
            });
            writer.join();
            other.join();
            reader.join();
        });
        EXPECT_FALSE(report.failure) << *report.failure;
        return stale;
    };
    EXPECT_FALSE(staleSeen([](auto &flag) {
        int one = 1;
        flag.compare_exchange_strong(one, 2, relaxed);
    }));
    EXPECT_TRUE(staleSeen([](auto &flag) {
        if (flag.load(relaxed) == 1)
            flag.store(2, relaxed);
    }));
}

TEST(Litmus, IncrementsAreNeverLostButLoadsAndStoresAre)
{
    const auto least = [](auto increment) {
        int lowest = 2;
        exploreAll({}, [&] {
            Atomic<int> x{0};
            Thread one([&] { increment(x); });
            Thread two([&] { increment(x); });
            one.join();
            two.join();
            lowest = std::min(lowest, x.load());
        });
        return lowest;
    };
    EXPECT_EQ(least([](auto &x) { x.fetch_add(1, relaxed); }), 2);
    EXPECT_EQ(least([](auto &x) { x.store(x.load() + 1); }), 1);
}

/// A body that passes one value through a flag, with plain data checked for races.
auto handOver(std::memory_order store, std::memory_order load)
{
    return [=] {
        Atomic<int> flag{0};
        RaceCheck data;
        Thread writer([&] {
            data.writes();
            flag.store(1, store);
        });
        if (flag.load(load) == 1)
            data.reads();
        writer.join();
        data.writes();
    };
}

TEST(Races, AreFoundExactlyWhereTheEdgeIsMissing)
{
    EXPECT_FALSE(exploreAll({}, handOver(release, acquire)).failure);
    EXPECT_TRUE(exploreAll({}, handOver(relaxed, acquire)).failure);
    EXPECT_TRUE(exploreAll({}, handOver(release, relaxed)).failure);
    const Report random = exploreSeeds({}, handOver(release, relaxed));
    ASSERT_TRUE(random.failure);
    const Report again =
        exploreSeeds({.first = random.failingSeed, .count = 1}, handOver(release, relaxed));
    EXPECT_TRUE(again.failure);
}

TEST(Deadlocks, AreFoundAndReplayed)
{
    const auto body = [] {
        Mutex a;
        Mutex b;
        Thread other([&] {
            const std::lock_guard first(b);
            const std::lock_guard second(a);
        });
        {
            const std::lock_guard first(a);
            const std::lock_guard second(b);
        }
        other.join();
    };
    const Report all = exploreAll({}, body);
    ASSERT_TRUE(all.failure);
    EXPECT_NE(all.failure->find("deadlock"), std::string::npos) << *all.failure;
    const Report random = exploreSeeds({}, body);
    ASSERT_TRUE(random.failure);
    const Report again = exploreSeeds({.first = random.failingSeed, .count = 1}, body);
    ASSERT_TRUE(again.failure);
    EXPECT_NE(again.failure->find("--seed " + std::to_string(random.failingSeed)),
              std::string::npos);
}

TEST(Deadlocks, ALostWakeUpIsOne)
{
    // The flag is set between the look at it and the sleep.
    const Report report = exploreAll({}, [] {
        Mutex mutex;
        ConditionVariable changed;
        Atomic<bool> flag{false};
        Thread waiter([&] {
            while (!flag.load()) {
                std::unique_lock lock(mutex);
                changed.wait(lock);
            }
        });
        flag.store(true);
        changed.notify_one();
        waiter.join();
    });
    ASSERT_TRUE(report.failure);
    EXPECT_NE(report.failure->find("deadlock"), std::string::npos) << *report.failure;
}

TEST(Time, IsVirtual)
{
    const auto begin = std::chrono::steady_clock::now();
    const Report report = exploreSeeds({.count = 100}, [] {
        const auto sleep = [](std::chrono::nanoseconds duration) {
            const auto before = steadyNow();
            sleepFor(duration);
            EXPECT_GE(steadyNow() - before, duration);
        };
        Thread other([&] { sleep(std::chrono::hours(2)); });
        sleep(std::chrono::hours(1));
        other.join();
    });
    EXPECT_FALSE(report.failure) << *report.failure;
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::minutes(5));
}

TEST(Exploration, TheSameSeedIsTheSameExecution)
{
    const auto trace = [](std::uint64_t seed) {
        std::string order;
        exploreSeeds({.first = seed, .count = 1}, [&] {
            Atomic<int> x{0};
            const auto work = [&](char name) {
                for (int i = 0; i < 20; ++i) {
                    order += name;
                    x.fetch_add(1);
                }
            };
            Thread one([&] { work('a'); });
            Thread two([&] { work('b'); });
            work('c');
            one.join();
            two.join();
        });
        return order;
    };
    std::set<std::string> different;
    for (std::uint64_t seed = 1; seed <= 50; ++seed) {
        EXPECT_EQ(trace(seed), trace(seed));
        different.insert(trace(seed));
    }
    EXPECT_GT(different.size(), 25u);
}

TEST(Exploration, RunsWithoutEndAreFound)
{
    const Report report = exploreSeeds({.count = 1, .maxSteps = 10'000}, [] {
        Atomic<bool> flag{false};
        while (!flag.load(relaxed))
            yieldThread();
    });
    ASSERT_TRUE(report.failure);
    EXPECT_NE(report.failure->find("no end"), std::string::npos) << *report.failure;
}

TEST(Exploration, UseAfterDestructionIsFound)
{
    const Report report = exploreSeeds({.count = 1}, [] {
        alignas(Atomic<int>) unsigned char memory[sizeof(Atomic<int>)];
        auto *x = new (memory) Atomic<int>(1);
        x->~Atomic();
        x->store(2);
    });
    ASSERT_TRUE(report.failure);
    EXPECT_NE(report.failure->find("after its destruction"), std::string::npos);
}

TEST(Exploration, EscapedExceptionsAreFailures)
{
    const Report report = exploreSeeds(
        {.count = 1}, [] { Thread([] { throw std::runtime_error("out of here"); }).join(); });
    ASSERT_TRUE(report.failure);
    EXPECT_NE(report.failure->find("out of here"), std::string::npos);
}

TEST(Exploration, ThreadsCatchTheirOwnExceptions)
{
    const Report report = exploreSeeds({.count = 200}, [] {
        Atomic<int> x{0};
        const auto work = [&](int n) {
            try {
                x.fetch_add(1);
                throw n;
            } catch (int caught) {
                x.fetch_add(1); // others throw and catch meanwhile
                EXPECT_EQ(caught, n);
                try {
                    throw;
                } catch (int again) {
                    x.fetch_add(1);
                    EXPECT_EQ(again, n);
                }
            }
        };
        Thread one([&] { work(1); });
        Thread two([&] { work(2); });
        work(3);
        one.join();
        two.join();
        EXPECT_EQ(x.load(), 9);
    });
    EXPECT_FALSE(report.failure) << *report.failure;
}

} // namespace
