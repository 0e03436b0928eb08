// SPDX-License-Identifier: GPL-3.0-or-later
#include "boc_testing.h"

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <vector>

namespace {

using namespace std::chrono_literals;

BOC_TEST(Notification, CoalescesUntilItHasBegun)
{
    // All notifies before the body begins make one run; the first one after it has begun makes
    // another.
    boc::Runtime runtime{{.workers = 1}};
    boctest::Gate gate;
    const boc::Cown<int> a{0};
    boc::when(a) << [&](auto) { gate.pass(); };
    const boc::Notification n = boc::notification(a) << [](auto a) { ++*a; };
    for (int i = 0; i < 100; ++i)
        EXPECT_TRUE(n.notify());
    EXPECT_EQ(runtime.inFlight(), 2u);
    gate.open();
    runtime.quiesce();
    n.notify();
    int runs = 0;
    boc::when(a) << [&](auto a) { runs = *a; };
    runtime.quiesce();
    EXPECT_EQ(runs, 2);
}

BOC_TEST(Notification, WhileTheBodyRunsItRunsAgain)
{
    boc::Runtime runtime{{.workers = 2}};
    boctest::Atomic<int> runs{0};
    boctest::Atomic<int> inside{0};
    boctest::Atomic<int> overlaps{0};
    boctest::Atomic<bool> begun{false};
    boctest::Gate gate;
    // No cowns: nothing but the notification itself keeps two runs apart.
    const boc::Notification n = boc::notification() << [&] {
        overlaps += ++inside > 1;
        begun = true;
        gate.pass();
        ++runs;
        --inside;
    };
    n.notify();
    ASSERT_TRUE(boctest::eventually([&] { return begun.load(); }));
    n.notify();
    n.notify();
    gate.open();
    EXPECT_TRUE(runtime.quiesce(30s));
    EXPECT_EQ(runs, 2);
    EXPECT_EQ(overlaps, 0);
}

BOC_TEST(Notification, NoneIsLost)
{
    // Each thread adds and then notifies; at the end the body must have seen everything, although
    // the values are not ordered by anything but the notification.
    boc::Runtime runtime{{.workers = 2}};
    boctest::Atomic<int> posted{0};
    int seen = 0;
    const boc::Notification n = boc::notification()
        << [&] { seen = posted.load(std::memory_order_relaxed); };
    for (int round = 0; round < boctest::scaled(300); ++round) {
        std::vector<boctest::Thread> threads;
        for (int t = 0; t < 2; ++t) {
            threads.emplace_back([&, n] {
                for (int i = 0; i < 50; ++i) {
                    posted.fetch_add(1, std::memory_order_relaxed);
                    n.notify();
                }
            });
        }
        for (boctest::Thread &thread : threads)
            thread.join();
        ASSERT_TRUE(runtime.quiesce(30s));
        ASSERT_EQ(seen, posted.load());
    }
}

BOC_TEST(Notification, TakesWhatWhenTakes)
{
    boc::Runtime runtime{{.workers = 2}};
    const boc::Cown<int> a{1};
    const boc::PinnedCown<int> pinned{2};
    const boc::Cown<int> sum{0};
    boc::Notification n;
    {
        const std::vector<boc::Cown<int>> several{boc::Cown<int>{3}, boc::Cown<int>{4}};
        n = runtime.notification(boc::read(a), pinned, sum, boc::read(std::span{several}),
                                 boc::read(several))
            << [](auto a, auto pinned, auto sum, auto several, const auto &same) {
                   *sum += *a + *pinned + *several[0] + *several[1] + *same[1];
               };
    }
    n.notify();
    runtime.quiesce();
    n.notify();
    runtime.quiesce();
    int result = 0;
    boc::when(sum) << [&](auto sum) { result = *sum; };
    runtime.quiesce();
    EXPECT_EQ(result, 28);
}

BOC_TEST(Notification, KeepsItsBodyAndEndsWithItsLastHandle)
{
    boc::Runtime runtime{{.workers = 1}};
    auto token = std::make_shared<int>(0);
    const std::weak_ptr<int> watch = token;
    boctest::Gate gate;
    boctest::Atomic<int> runs{0};
    boc::Notification n = boc::notification() << [&, token = std::move(token)] {
        ++runs;
        ++*token;
    };
    boc::when() << [&] { gate.pass(); };
    n.notify();
    n = {};
    EXPECT_FALSE(watch.expired()) << "a run is scheduled";
    gate.open();
    runtime.quiesce();
    EXPECT_EQ(runs, 1);
    EXPECT_TRUE(watch.expired());
    EXPECT_THROW(boc::Notification{}.notify(), boc::UsageError);
}

BOC_TEST(Notification, ReportsExceptionsAndGoesOn)
{
    boctest::Atomic<int> reported{0};
    boc::Runtime runtime{{.workers = 1, .unhandledException = [&](auto) { ++reported; }}};
    const boc::Notification n = boc::notification() << [] { throw std::runtime_error("no"); };
    for (int i = 0; i < 3; ++i) {
        n.notify();
        runtime.quiesce();
    }
    EXPECT_EQ(reported, 3);
}

BOC_TEST(Notification, AfterAStopNothingIsScheduled)
{
    boctest::Atomic<int> runs{0};
    boc::Notification n;
    {
        boc::Runtime runtime{{.workers = 1}};
        boctest::Gate gate;
        boctest::Atomic<bool> inside{false};
        boc::when() << [&] {
            inside = true;
            gate.pass();
        };
        ASSERT_TRUE(boctest::eventually([&] { return inside.load(); }));
        n = boc::notification() << [&] { ++runs; };
        EXPECT_TRUE(n.notify());
        runtime.requestStop();
        gate.open();
        EXPECT_EQ(runtime.stop().cancelled, 1u);
        EXPECT_FALSE(n.notify());
    }
    EXPECT_FALSE(n.notify()) << "the runtime has ended";
    EXPECT_EQ(runs, 0);
}

BOC_TEST(Notification, RacesWithTheEndOfItsRuntime)
{
    for (int round = 0; round < boctest::scaled(500); ++round) {
        boctest::Atomic<int> runs{0};
        boctest::Atomic<int> accepted{0};
        std::optional<boctest::Thread> other;
        {
            boc::Runtime runtime{{.workers = 1}};
            other.emplace([&, n = runtime.notification() << [&] { ++runs; }] {
                while (n.notify())
                    ++accepted;
            });
            if (round % 2)
                boctest::eventually([&] { return runs > 0; });
            runtime.stop();
        }
        other->join();
        EXPECT_LE(runs, accepted + 1);
    }
}

} // namespace
