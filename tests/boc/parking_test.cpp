// SPDX-License-Identifier: GPL-3.0-or-later
#include "boc_testing.h"

#include <gtest/gtest.h>

#include <ctime>
#include <mutex>
#include <random>
#include <set>

namespace {

using namespace std::chrono_literals;

#ifndef BOC_DETERMINISTIC

double processSeconds()
{
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

TEST(Parking, AnEmptyPoolSleeps)
{
    // Workers without work neither spin nor wake each other: over half a second the whole process
    // takes less than 5 % of a processor, and nobody is woken.
    boc::Runtime runtime{{.workers = 4}};
    boc::when() << [] {};
    runtime.quiesce();
    boctest::sleepFor(50ms);
    const double before = processSeconds();
    const boc::Statistics first = runtime.statistics();
    boctest::sleepFor(500ms);
    const boc::Statistics second = runtime.statistics();
    EXPECT_LT(processSeconds() - before, 0.05 * 0.5);
    for (std::size_t i = 0; i < 4; ++i) {
        EXPECT_GE(first.workers[i].parked, 1u);
        EXPECT_EQ(first.workers[i].parked, second.workers[i].parked) << "woken for nothing";
        EXPECT_EQ(first.workers[i].stealAttempts, second.workers[i].stealAttempts);
    }
}

TEST(Parking, APostGoesToTheWorkerThatSleptLast)
{
    // Its caches are the warmest. In turn, each worker would sleep four times as long.
    constexpr unsigned workers = 4;
    constexpr unsigned posts = 40;
    boc::Runtime runtime{{.workers = workers}};
    const auto allSleepAgain = [&](std::uint64_t times) {
        return boctest::eventually([&] {
            std::uint64_t parked = 0;
            for (const boc::WorkerStatistics &worker : runtime.statistics().workers)
                parked += worker.parked;
            return parked >= times;
        });
    };
    ASSERT_TRUE(allSleepAgain(workers));
    std::set<int> used;
    for (unsigned i = 1; i <= posts; ++i) {
        runtime.when() << [&] { used.insert(boc::currentWorker()); };
        ASSERT_TRUE(allSleepAgain(workers + i));
    }
    EXPECT_EQ(used.size(), 1u);
}

#endif

BOC_TEST(Parking, AnExternalPostWakesASleepingPool)
{
    // All workers sleep when the post comes, so that the poster alone can wake one.
    boc::Runtime runtime{{.workers = 2}};
    for (int i = 0; i < 50; ++i) {
        boctest::sleepFor(2ms);
        boctest::Atomic<bool> ran{false};
        runtime.when() << [&] { ran = true; };
        ASSERT_TRUE(boctest::eventually([&] { return ran.load(); }));
    }
}

/// A flag that a behavior raises and a thread waits for: for ten seconds, which only a lost wake-up
/// can take.
class Flag
{
public:
    void raise()
    {
        const std::lock_guard lock(m_mutex);
        m_raised = true;
        m_changed.notify_one();
    }
    bool await()
    {
        std::unique_lock lock(m_mutex);
        return m_changed.wait_for(lock, 10s, [this] { return m_raised; });
    }

private:
    boctest::Mutex m_mutex;
    boctest::ConditionVariable m_changed;
    bool m_raised = false;
};

void pauseAtRandom(std::minstd_rand &random)
{
    for (auto pauses = random() % 600; pauses > 0; --pauses)
        boc::detail::pauseProcessor();
}

BOC_TEST(Parking, NoWakeUpIsLostOverRandomDelays)
{
    // Posts come at random distances around the time a worker takes to fall asleep. Nothing else
    // happens, so that nothing makes up for a wake-up that is lost.
    for (const unsigned workers : {1u, 2u, 3u}) {
        boc::Runtime runtime{{.workers = workers}};
        std::minstd_rand random(workers);
        for (int i = 0; i < boctest::scaled(10000); ++i) {
            Flag ran;
            runtime.when() << [&] { ran.raise(); };
            ASSERT_TRUE(ran.await()) << "post " << i << ", " << workers << " workers";
            pauseAtRandom(random);
        }
    }
}

BOC_TEST(Parking, APostIsRunWhileOtherBodiesBlock)
{
    // The first body ends only once the second has run, which therefore needs the other worker,
    // whatever the first one's was doing when the second came: searching, finding, running.
    for (int i = 0; i < boctest::scaled(5000); ++i) {
        boc::Runtime runtime{{.workers = 2}};
        for (int round = 0; round < 2; ++round) {
            boctest::Gate gate;
            runtime.when() << [&] { gate.pass(); };
            runtime.when() << [&] { gate.open(); };
            ASSERT_TRUE(runtime.quiesce(10s));
        }
    }
}

BOC_TEST(Parking, ChildrenAreRunWhileTheirParentBlocks)
{
    for (int i = 0; i < boctest::scaled(5000); ++i) {
        boc::Runtime runtime{{.workers = 3}};
        boctest::Gate first;
        boctest::Gate second;
        runtime.when() << [&] {
            boc::when() << [&] {
                first.pass();
                second.open();
            };
            boc::when() << [&] { first.open(); };
            second.pass();
        };
        ASSERT_TRUE(runtime.quiesce(10s));
    }
}

BOC_TEST(Parking, ASuccessorIsRunWhileAnotherBlocks)
{
    // One release grants two behaviors that wait for each other, so that the worker can keep only
    // one of them for itself.
    for (int i = 0; i < boctest::scaled(5000); ++i) {
        boc::Runtime runtime{{.workers = 2}};
        boc::Cown<int> a{0};
        boc::Cown<int> b{0};
        boctest::Gate scheduled;
        boctest::Gate first;
        boctest::Gate second;
        boc::when(a, b) << [&](auto, auto) { scheduled.pass(); };
        boc::when(a) << [&](auto) {
            first.open();
            second.pass();
        };
        boc::when(b) << [&](auto) {
            second.open();
            first.pass();
        };
        boctest::sleepFor(i % 2 == 0 ? 50us : 0us); // asleep or not, the other worker has to come
        scheduled.open();
        ASSERT_TRUE(runtime.quiesce(10s));
    }
}

BOC_TEST(Parking, ReadersAreRunWhileOneOfThemBlocks)
{
    // A writer grants several readers together, which are queued together; the worker runs the
    // first of them, which waits for any other.
    for (int i = 0; i < boctest::scaled(5000); ++i) {
        boc::Runtime runtime{{.workers = 2}};
        const boc::Cown<int> cown{0};
        boctest::Gate scheduled;
        boctest::Gate other;
        boctest::Atomic<int> begun{0};
        boc::when(cown) << [&](auto) { scheduled.pass(); };
        for (int reader = 0; reader < 4; ++reader) {
            boc::when(boc::read(cown)) << [&](auto) {
                if (begun.fetch_add(1) == 0)
                    other.pass();
                else
                    other.open();
            };
        }
        boc::when() << [] {}; // for the other worker, which is about to sleep then
        scheduled.open();
        ASSERT_TRUE(runtime.quiesce(10s));
    }
}

BOC_TEST(Parking, ASuccessorIsRunWhileWhatItMadeWayForBlocks)
{
    // A worker's first budget is spent when it would run the last of three, so that it serves its
    // queue first; what it finds there waits for that last one.
    for (int i = 0; i < boctest::scaled(5000); ++i) {
        boc::Runtime runtime{{.workers = 2}};
        boc::Cown<int> cown{0};
        boctest::Gate scheduled;
        boctest::Gate done;
        boc::when(cown) << [&](auto) { scheduled.pass(); };
        boc::when(cown) << [](auto) {};
        boc::when(cown) << [&](auto) { done.open(); };
        boc::when() << [] {};                // for the second worker
        boc::when() << [&] { done.pass(); }; // for the first
        scheduled.open();
        ASSERT_TRUE(runtime.quiesce(10s));
    }
}

BOC_TEST(Parking, AllOthersAreRunWhileOneBlocks)
{
    // Whichever queue the others are in, or on the way from one to another, when one begins to
    // wait for all of them.
    for (int i = 0; i < boctest::sized(boctest::scaled(5000), 20); ++i) {
        constexpr int count = 7;
        boc::Runtime runtime{{.workers = 2}};
        boctest::Atomic<int> ran{0};
        const int blocker = static_cast<int>(boctest::randomSeed(i) % count);
        for (int k = 0; k < count; ++k) {
            runtime.when() << [&, k] {
                if (k != blocker) {
                    ++ran;
                    ran.notify_all();
                    return;
                }
                for (int seen = ran; seen != count - 1; seen = ran)
                    ran.wait(seen);
            };
        }
        ASSERT_TRUE(runtime.quiesce(10s));
    }
}

BOC_TEST(Parking, NoWakeUpIsLostWithManyPosters)
{
    boc::Runtime runtime{{.workers = 2}};
    const int rounds = boctest::scaled(3000);
    std::vector<boctest::Thread> posters;
    boctest::Atomic<int> total{0};
    for (unsigned t = 0; t < 3; ++t) {
        posters.emplace_back([&, t] {
            std::minstd_rand random(t + 1);
            for (int i = 0; i < rounds; ++i) {
                Flag ran;
                // The child is published by a worker, so that both kinds of pushes race parking.
                runtime.when() << [&] {
                    boc::when() << [&] {
                        ++total;
                        ran.raise();
                    };
                };
                ASSERT_TRUE(ran.await()) << "post " << i << " of poster " << t;
                pauseAtRandom(random);
            }
        });
    }
    for (boctest::Thread &poster : posters)
        poster.join();
    EXPECT_EQ(total, 3 * rounds);
}

} // namespace
