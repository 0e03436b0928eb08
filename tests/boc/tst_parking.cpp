// SPDX-License-Identifier: GPL-3.0-or-later
#include "boc_testing.h"

#include <gtest/gtest.h>

#include <ctime>
#include <random>

namespace {

using namespace std::chrono_literals;

double processSeconds()
{
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

TEST(Parking, AnEmptyPoolSleeps)
{
    boc::Runtime runtime{{.workers = 4}};
    boc::when() << [] {};
    runtime.quiesce();
    std::this_thread::sleep_for(50ms);
    const double before = processSeconds();
    const boc::Statistics first = runtime.statistics();
    std::this_thread::sleep_for(500ms);
    const boc::Statistics second = runtime.statistics();
    EXPECT_LT(processSeconds() - before, 0.05 * 0.5);
    for (std::size_t i = 0; i < 4; ++i) {
        EXPECT_GE(first.workers[i].parked, 1u);
        EXPECT_EQ(first.workers[i].parked, second.workers[i].parked) << "woken for nothing";
        EXPECT_EQ(first.workers[i].stealAttempts, second.workers[i].stealAttempts);
    }
}

TEST(Parking, AnExternalPostWakesASleepingPool)
{
    boc::Runtime runtime{{.workers = 2}};
    for (int i = 0; i < 50; ++i) {
        std::this_thread::sleep_for(2ms);
        std::atomic<bool> ran{false};
        runtime.when() << [&] { ran = true; };
        ASSERT_TRUE(boctest::eventually([&] { return ran.load(); }));
    }
}

TEST(Parking, NoWakeUpIsLostOverRandomDelays)
{
    // Posts come at random distances around the time a worker takes to fall asleep. Nothing else
    // happens, so a lost wake-up hangs the round.
    for (const unsigned workers : {1u, 2u, 3u}) {
        boc::Runtime runtime{{.workers = workers}};
        std::minstd_rand random(workers);
        for (int i = 0; i < boctest::scaled(20000); ++i) {
            std::atomic<bool> ran{false};
            runtime.when() << [&] {
                ran = true;
                ran.notify_one();
            };
            ran.wait(false);
            for (auto spins = random() % 2000; spins > 0; --spins)
                boc::detail::pauseProcessor();
        }
    }
}

TEST(Parking, NoWakeUpIsLostWithManyPosters)
{
    boc::Runtime runtime{{.workers = 2}};
    const int rounds = boctest::scaled(5000);
    std::vector<std::thread> posters;
    std::atomic<int> total{0};
    for (unsigned t = 0; t < 3; ++t) {
        posters.emplace_back([&, t] {
            std::minstd_rand random(t + 1);
            for (int i = 0; i < rounds; ++i) {
                std::atomic<bool> ran{false};
                // The child is published by a worker, so that both kinds of pushes race parking.
                runtime.when() << [&] {
                    boc::when() << [&] {
                        ++total;
                        ran = true;
                        ran.notify_one();
                    };
                };
                ran.wait(false);
                for (auto spins = random() % 1000; spins > 0; --spins)
                    boc::detail::pauseProcessor();
            }
        });
    }
    for (std::thread &poster : posters)
        poster.join();
    EXPECT_EQ(total, 3 * rounds);
}

} // namespace
