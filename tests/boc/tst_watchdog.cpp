// SPDX-License-Identifier: GPL-3.0-or-later
#include "boc_testing.h"

#include <gtest/gtest.h>

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
    const std::lock_guard lock(warnings.mutex);
    EXPECT_GE(warnings.seen[0].age, 20ms);
    EXPECT_EQ(warnings.seen[0].depth, 3u);
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
    for (int i = 0; i < 10; ++i) {
        boc::when() << [] { boctest::sleepFor(10ms); };
    }
    boctest::sleepFor(100ms);
    EXPECT_EQ(warnings.count(), 0u);
}

BOC_TEST(Watchdog, IsSilentAgainOnceTheQueueIsServed)
{
    Warnings warnings;
    boc::Runtime runtime{{.workers = 1, .watchdog = warnings.options(20ms)}};
    boc::PinnedCown<int> pinned{0};
    boc::when(pinned) << [](auto) {};
    ASSERT_TRUE(boctest::eventually([&] { return warnings.count() >= 1; }));
    runtime.pump();
    boctest::sleepFor(20ms);
    const std::size_t before = warnings.count();
    boctest::sleepFor(100ms);
    EXPECT_EQ(warnings.count(), before);
}

} // namespace
