// SPDX-License-Identifier: GPL-3.0-or-later
#include "boc_testing.h"

#include <gtest/gtest.h>

#include <stdexcept>

/// \file
/// Callbacks of the user that throw: the runtime goes on, and unhandledException hears of it.
namespace {

using namespace std::chrono_literals;

/// Thrown by the callback of that name.
struct Thrown
{
    const char *by;
};

/// Counts what is reported.
struct CallbackReports
{
    boctest::Atomic<int> thrown{0};
    boctest::Atomic<int> others{0};

    std::function<void(std::exception_ptr)> hook()
    {
        return [this](std::exception_ptr exception) {
            try {
                std::rethrow_exception(exception);
            } catch (const Thrown &) {
                ++thrown;
            } catch (...) {
                ++others;
            }
        };
    }
};

BOC_TEST(Callbacks, AWakeHookThatThrows)
{
    CallbackReports reports;
    boctest::Atomic<int> ran{0};
    {
        boc::Runtime runtime{{.workers = 2,
                              .wakeHook = [] { throw Thrown{"wakeHook"}; },
                              .unhandledException = reports.hook()}};
        const boc::PinnedCown<int> pinned{0};
        // From the main thread, from a worker, and by the end of a pinned cown elsewhere.
        boc::when(pinned) << [&](auto) { ++ran; };
        EXPECT_EQ(reports.thrown, 1);
        runtime.quiesce();
        boc::when() << [&] { boc::when(pinned) << [&](auto) { ++ran; }; };
        runtime.quiesce();
        EXPECT_EQ(reports.thrown, 2);
        boc::when() << [last = boc::Cown<int>(boc::PinnedCown<int>{0})] {};
        runtime.quiesce();
        EXPECT_EQ(reports.thrown, 3);
    }
    EXPECT_EQ(ran, 2);
    EXPECT_EQ(reports.others, 0);
}

BOC_TEST(Callbacks, AWatchdogCallbackThatThrows)
{
    CallbackReports reports;
    boc::RuntimeOptions options{.workers = 1, .unhandledException = reports.hook()};
    options.watchdog = {10ms, [](const boc::PinnedQueueStatus &) { throw Thrown{"onStarved"}; }};
    boc::Runtime runtime{options};
    const boc::PinnedCown<int> pinned{0};
    bool ran = false;
    boc::when(pinned) << [&](auto) { ran = true; };
    EXPECT_TRUE(boctest::eventually([&] { return reports.thrown >= 2; })) << "it goes on";
    runtime.quiesce();
    EXPECT_TRUE(ran);
    EXPECT_EQ(reports.others, 0);
}

BOC_TEST(Callbacks, ASlowBodyCallbackThatThrows)
{
    CallbackReports reports;
    boc::RuntimeOptions options{.workers = 1, .unhandledException = reports.hook()};
    options.slowBodies = {5ms, [](const boc::SlowBody &) { throw Thrown{"onSlow"}; }};
    boc::Runtime runtime{options};
    boctest::Gate gate;
    boc::when() << [&] { gate.pass(); };
    EXPECT_TRUE(boctest::eventually([&] { return reports.thrown >= 2; })) << "it goes on";
    gate.open();
    runtime.quiesce();
    EXPECT_EQ(reports.others, 0);
}

BOC_TEST(Callbacks, AnExceptionHookThatThrows)
{
    boctest::Atomic<int> called{0};
    boc::RuntimeOptions options{.workers = 1};
    options.wakeHook = [] { throw Thrown{"wakeHook"}; };
    options.unhandledException = [&](std::exception_ptr) {
        ++called;
        throw Thrown{"unhandledException"};
    };
    boc::Runtime runtime{options};
    const boc::PinnedCown<int> pinned{0};
    boc::when() << [] { throw std::runtime_error("nobody reads this"); };
    boc::when(pinned) << [](auto) { throw std::runtime_error("nor this"); };
    EXPECT_TRUE(runtime.quiesce());
    EXPECT_EQ(called, 3);
    int ran = 0;
    boc::when() << [&] { ++ran; };
    EXPECT_TRUE(runtime.quiesce());
    EXPECT_EQ(ran, 1);
}

BOC_TEST(Callbacks, ACallbackThatThrowsAStopIsSilent)
{
    CallbackReports reports;
    boc::RuntimeOptions options{.workers = 1, .unhandledException = reports.hook()};
    options.wakeHook = [] { throw boc::StoppedError(); };
    boc::Runtime runtime{options};
    const boc::PinnedCown<int> pinned{0};
    boc::when(pinned) << [](auto) {};
    EXPECT_TRUE(runtime.quiesce());
    EXPECT_EQ(reports.thrown + reports.others, 0);
}

BOC_TEST(Callbacks, AnUpdateThatThrows)
{
    CallbackReports reports;
    boc::Runtime runtime{{.workers = 1, .unhandledException = reports.hook()}};
    boc::Noticeboard &board = runtime.noticeboard();
    board.write("key", 1);
    const auto change = [](int) -> int { throw Thrown{"update"}; };
    EXPECT_THROW(board.update("key", 0, change), Thrown);
    EXPECT_THROW(board.update("other", 0, change), Thrown);
    boc::when() << [&] { boc::notice::update("key", 0, change); };
    EXPECT_TRUE(runtime.quiesce());
    EXPECT_EQ(reports.thrown, 1) << "inside a body it is the body's";
    EXPECT_EQ(board.read("key", 0), 1);
    EXPECT_FALSE(board.read<int>("other"));
    board.update("key", 0, [](int value) { return value + 1; });
    EXPECT_EQ(board.read("key", 0), 2) << "the writers' lock is free";
}

BOC_TEST(Callbacks, WhatIsToBeDoneInsteadOfAMessageThrows)
{
    boc::Runtime runtime{{.workers = 1}};
    const auto after = []() -> int { throw Thrown{"after"}; };
    EXPECT_THROW(runtime.messages().receive<int>("tag", 0ns, after), Thrown);
    runtime.messages().send("tag", 1);
    EXPECT_EQ(runtime.messages().receive<int>("tag", 0ns, after), 1);
}

} // namespace
