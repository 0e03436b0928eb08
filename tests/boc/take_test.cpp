// SPDX-License-Identifier: GPL-3.0-or-later
#include "boc_testing.h"

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

namespace {

using boctest::Tracked;

BOC_TEST(Take, GivesTheValueOfTheLastHandle)
{
    boc::Runtime runtime{{.workers = 2}};
    boc::Cown<std::unique_ptr<Tracked>> a{std::make_unique<Tracked>(1)};
    for (int i = 0; i < 10; ++i)
        boc::when(a) << [](auto a) { ++(*a)->value; };
    ASSERT_TRUE(runtime.quiesce());
    const std::unique_ptr<Tracked> value = boc::take(std::move(a));
    EXPECT_EQ(value->value, 11);
    EXPECT_FALSE(a);
    EXPECT_EQ(Tracked::alive, 1);
}

BOC_TEST(Take, RefusesWhileAnotherHandleExists)
{
    boc::Cown<int> a{3};
    {
        const boc::Cown<int> other = a;
        EXPECT_THROW(boc::take(std::move(a)), boc::UsageError);
    }
    EXPECT_TRUE(a) << "the handle is as it was";
    EXPECT_EQ(boc::take(std::move(a)), 3);
    EXPECT_THROW(boc::take(std::move(a)), boc::UsageError) << "empty";
}

BOC_TEST(Take, RefusesWhileABehaviorMayUseIt)
{
    boc::Runtime runtime{{.workers = 2}};
    boctest::Gate gate;
    boc::Cown<int> a{0};
    boc::Cown<int> result = boc::when(a) << [&](auto a) {
        gate.pass();
        return ++*a;
    };
    EXPECT_THROW(boc::take(std::move(a)), boc::UsageError);
    EXPECT_THROW(boc::take(std::move(result)), boc::UsageError) << "not there yet";
    gate.open();
    runtime.quiesce();
    EXPECT_EQ(boc::take(std::move(result)), 1);
    EXPECT_EQ(boc::take(std::move(a)), 1);
}

BOC_TEST(Take, SeesWhatTheLastBehaviorDid)
{
    // Nothing else says that the behavior has ended.
    struct Value
    {
        int number = 0;
        std::unique_ptr<boc::detail::RaceCheck> check = std::make_unique<boc::detail::RaceCheck>();
    };
    boc::Runtime runtime{{.workers = 1}};
    boc::Cown<Value> a;
    boc::when(a) << [](auto a) {
        a->check->writes();
        a->number = 7;
    };
    std::optional<Value> taken;
    while (!taken) {
        try {
            taken = boc::take(std::move(a));
        } catch (const boc::UsageError &) {
            boctest::yieldThread();
        }
    }
    taken->check->reads();
    EXPECT_EQ(taken->number, 7);
}

BOC_TEST(Take, ThrowsWhatTheBehaviorThrewAndCountsAsReading)
{
    boctest::Atomic<int> unread{0};
    boc::Runtime runtime{{.workers = 2, .unhandledException = [&](auto) { ++unread; }}};
    boc::Cown<int> value = boc::when() << []() -> int { throw std::runtime_error("seven"); };
    boc::Cown<void> nothing = boc::when() << [] { throw std::runtime_error("eight"); };
    boc::Cown<void> fine = boc::when() << [] {};
    runtime.quiesce();
    try {
        boc::take(std::move(value));
        ADD_FAILURE();
    } catch (const std::runtime_error &e) {
        EXPECT_EQ(e.what(), std::string("seven"));
    }
    EXPECT_THROW(boc::take(std::move(nothing)), std::runtime_error);
    EXPECT_NO_THROW(boc::take(std::move(fine)));
    EXPECT_FALSE(value) << "the cown is gone with its exception";
    EXPECT_EQ(unread, 0);
}

BOC_TEST(Take, LeavesNothingToWeakHandles)
{
    boc::Cown<int> a{1};
    const boc::WeakCown<int> weak = a;
    EXPECT_EQ(boc::take(std::move(a)), 1);
    EXPECT_FALSE(weak.lock());
}

BOC_TEST(Take, AgainstAWeakHandleHasOneOutcome)
{
    for (int round = 0; round < boctest::scaled(3000); ++round) {
        boc::Cown<std::unique_ptr<int>> a{std::make_unique<int>(1)};
        const boc::WeakCown<std::unique_ptr<int>> weak = a;
        boctest::Atomic<bool> begin{false};
        boctest::Atomic<bool> locked{false};
        boctest::Thread other([&] {
            begin.wait(false);
            const auto cown = weak.lock();
            locked = bool(cown);
        });
        begin = true;
        begin.notify_all();
        bool taken = false;
        try {
            taken = boc::take(std::move(a)) != nullptr;
        } catch (const boc::UsageError &) {
        }
        other.join();
        ASSERT_TRUE(taken || locked);
        ASSERT_EQ(taken, !a);
    }
}

BOC_TEST(Take, OfAPinnedCownOnItsMainThreadOnly)
{
    boc::PinnedCown<int> late = boc::PinnedCown<int>::empty();
    {
        boc::Runtime runtime{{.workers = 1}};
        boc::PinnedCown<int> pinned{4};
        late = boc::PinnedCown<int>{5};
        boctest::Thread([&] {
            EXPECT_THROW(boc::take(std::move(pinned)), boc::UsageError);
        }).join();
        EXPECT_EQ(boc::take(std::move(pinned)), 4);
    }
    EXPECT_THROW(boc::take(std::move(late)), boc::UsageError) << "its value died with the runtime";
}

} // namespace
