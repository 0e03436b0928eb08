// SPDX-License-Identifier: GPL-3.0-or-later
#include "boc_testing.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <mutex>
#include <vector>

namespace {

using namespace std::chrono_literals;

struct Warnings
{
    boctest::Mutex mutex;
    std::vector<boc::PinnedQueueStatus> seen;
    boctest::ThreadId thread;

    boc::WatchdogOptions options(std::chrono::milliseconds threshold)
    {
        return {threshold, [this](const boc::PinnedQueueStatus &status) {
                    const std::lock_guard lock(mutex);
                    seen.push_back(status);
                    thread = boctest::currentThread();
                }};
    }
    std::size_t count()
    {
        const std::lock_guard lock(mutex);
        return seen.size();
    }
    std::size_t deepest()
    {
        const std::lock_guard lock(mutex);
        std::size_t depth = 0;
        for (const boc::PinnedQueueStatus &status : seen)
            depth = std::max(depth, status.depth);
        return depth;
    }
};

BOC_TEST(Watchdog, ReportsAgeAndDepthOfAStarvedQueue)
{
    Warnings warnings;
    boc::Runtime runtime{{.workers = 1, .watchdog = warnings.options(20ms)}};
    std::vector<boc::PinnedCown<int>> pinned;
    for (int i = 0; i < 3; ++i)
        pinned.emplace_back(0);
    for (auto &p : pinned)
        boc::when(p) << [](auto) {};
    ASSERT_TRUE(boctest::eventually([&] { return warnings.count() >= 2; })) << "and again";
    ASSERT_TRUE(boctest::eventually([&] { return warnings.deepest() == 3; }));
    const std::lock_guard lock(warnings.mutex);
    EXPECT_GE(warnings.seen[0].age, 20ms);
    EXPECT_LT(warnings.seen[0].age, 10s) << "not since the machine was started";
    EXPECT_GE(warnings.seen[1].age, warnings.seen[0].age + 20ms);
    EXPECT_NE(warnings.thread, boctest::currentThread());
}

BOC_TEST(Watchdog, IsSilentWhileOnlyWorkersWork)
{
    Warnings warnings;
    boc::Runtime runtime{{.workers = 1, .watchdog = warnings.options(10ms)}};
    boc::PinnedCown<int> pinned{0};
    boc::when(pinned) << [](auto) {};
    runtime.pump();
    const std::size_t before = warnings.count();
    for (int i = 0; i < 10; ++i) {
        boc::when() << [] { boctest::sleepFor(10ms); };
    }
    boctest::sleepFor(100ms);
    EXPECT_LE(warnings.count(), before + 1) << "one may have been under way";
}

BOC_TEST(Watchdog, IsSilentAgainOnceTheQueueIsServed)
{
    Warnings warnings;
    boc::Runtime runtime{{.workers = 1, .watchdog = warnings.options(20ms)}};
    boc::PinnedCown<int> pinned{0};
    boc::when(pinned) << [](auto) {};
    ASSERT_TRUE(boctest::eventually([&] { return warnings.count() >= 1; }));
    runtime.pump();
    const std::size_t before = warnings.count();
    boctest::sleepFor(100ms);
    EXPECT_LE(warnings.count(), before + 1) << "one may have been under way";
}

BOC_TEST(Watchdog, IsSilentWhileAQueueThatNeverRunsEmptyIsPumped)
{
    // The age is that of the one at the front. Each body takes a while and is behind two others, so
    // that each waits for some time, but none for the threshold.
    Warnings warnings;
    boc::Runtime runtime{{.workers = 1, .watchdog = warnings.options(200ms)}};
    const boc::PinnedCown<int> pinned{0};
    const auto deadline = boctest::steadyNow() + 450ms;
    struct Step
    {
        static void schedule(const boc::Cown<int> &pinned)
        {
            boc::when(pinned) << [](boc::Acquired<int> pinned) {
                boctest::sleepFor(1ms);
                schedule(pinned.cown());
            };
        }
    };
    for (int i = 0; i < 3; ++i)
        Step::schedule(pinned);
    std::chrono::nanoseconds oldest{0};
    while (boctest::steadyNow() < deadline) {
        const boc::PinnedQueueStatus status = runtime.pinnedQueue();
        EXPECT_GT(status.depth, 0u);
        oldest = std::max(oldest, status.age);
        runtime.pump({.maxBehaviors = 1});
    }
    if (oldest < 200ms) { // on a machine that gave the main thread its time
        EXPECT_EQ(warnings.count(), 0u);
    }
    runtime.stop();
}

} // namespace
