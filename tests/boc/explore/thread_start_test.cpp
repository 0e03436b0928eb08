// SPDX-License-Identifier: GPL-3.0-or-later
#include "boc_testing.h"

#include <boc/explore/thread.h>

#include <gtest/gtest.h>

#include <system_error>

namespace {

using namespace std::chrono_literals;

/// The n-th thread of a runtime cannot be started: the constructor throws and leaves nothing
/// behind. That no thread is left sees the explorer itself.
void expectCleanFailure(unsigned n, const boc::RuntimeOptions &options)
{
    boc::Runtime *const before = boc::Runtime::current();
    boc::explore::failThreadStart(n);
    EXPECT_THROW(boc::Runtime{options}, std::system_error);
    EXPECT_EQ(boc::Runtime::current(), before);

    boc::Runtime runtime{options};
    EXPECT_EQ(boc::Runtime::current(), &runtime);
    boc::Cown<int> cown{0};
    for (int i = 0; i < 3; ++i)
        boc::when(cown) << [](auto c) { ++*c; };
    int seen = 0;
    boc::when(cown) << [&](auto c) { seen = *c; };
    EXPECT_TRUE(runtime.quiesce());
    EXPECT_EQ(seen, 3);
}

BOC_TEST(ThreadStart, AnyOfTheWorkersMayFail)
{
    for (unsigned n = 1; n <= 3; ++n)
        expectCleanFailure(n, {.workers = 3});
}

BOC_TEST(ThreadStart, TheWatchdogMayFail)
{
    expectCleanFailure(4, {.workers = 3, .watchdog = {.threshold = 10s, .onStarved = {}}});
}

BOC_TEST(ThreadStart, TheSlowBodyDetectorMayFail)
{
    boc::RuntimeOptions options{.workers = 3, .watchdog = {.threshold = 10s, .onStarved = {}}};
    options.slowBodies = {10s, [](const boc::SlowBody &) {}};
    expectCleanFailure(5, options);
}

BOC_TEST(ThreadStart, AFailureInsideAnotherRuntimesThread)
{
    boc::Runtime outer{{.workers = 1}};
    expectCleanFailure(2, {.workers = 2});
    EXPECT_EQ(boc::Runtime::current(), &outer);
    int ran = 0;
    boc::when() << [&] {
        expectCleanFailure(1, {.workers = 1});
        ++ran;
    };
    EXPECT_TRUE(outer.quiesce());
    EXPECT_EQ(ran, 1);
}

} // namespace
