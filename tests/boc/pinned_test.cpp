// SPDX-License-Identifier: GPL-3.0-or-later
#include "boc_testing.h"

#include <gtest/gtest.h>

#include <optional>
#include <vector>

namespace {

using namespace std::chrono_literals;
using boctest::Tracked;

BOC_TEST(Pinned, AMixedSetRunsOnTheMainThreadExactlyIfItNamesAPinnedCown)
{
    // Cowns of both kinds in one set: one pinned cown among them sends the body to the main thread,
    // wherever it was scheduled and whoever released the last cown; without one it never runs
    // there.
    boc::Runtime runtime{{.workers = 2}};
    boc::PinnedCown<int> pinned{0};
    std::vector<boc::Cown<int>> cowns(3);
    const boctest::ThreadId main = boctest::currentThread();
    boctest::Atomic<int> wrong{0};
    boctest::Atomic<int> runs{0};
    const auto expectMain = [&](auto &&...) {
        ++runs;
        wrong += boctest::currentThread() != main || boc::currentWorker() != -1;
    };
    const auto expectWorker = [&](auto &&...) {
        ++runs;
        wrong += boctest::currentThread() == main || boc::currentWorker() < 0;
    };
    for (int i = 0; i < boctest::scaled(1000); ++i) {
        boc::when(pinned) << expectMain;
        boc::when(cowns[0]) << expectWorker;
        boc::when(cowns[0], pinned, cowns[1]) << expectMain;
        boc::when(boc::read(pinned), cowns) << expectMain;
        boc::when(cowns) << expectWorker;
        std::vector<boc::Cown<int>> mixed{cowns[2], pinned};
        boc::when(mixed) << expectMain;
    }
    ASSERT_TRUE(runtime.quiesce(30s));
    EXPECT_EQ(wrong, 0);
    EXPECT_EQ(runs, 6 * boctest::scaled(1000));
}

BOC_TEST(Pinned, CannotBeMadeElsewhere)
{
    boc::Runtime runtime{{.workers = 1}};
    std::string message;
    const auto attempt = [&] {
        try {
            const boc::PinnedCown<Tracked> pinned{1};
        } catch (const boc::UsageError &e) {
            message = e.what();
        }
    };
    boc::when() << attempt;
    runtime.quiesce();
    EXPECT_NE(message.find("main thread"), std::string::npos) << message;
    message.clear();
    boctest::Thread(attempt).join();
    EXPECT_NE(message.find("main thread"), std::string::npos) << message;
    message.clear();
    boctest::Thread([&] {
        try {
            const boc::PinnedCown<Tracked> pinned{runtime, 1};
        } catch (const boc::UsageError &e) {
            message = e.what();
        }
    }).join();
    EXPECT_NE(message.find("main thread"), std::string::npos) << message;
    EXPECT_EQ(Tracked::alive, 0);
}

BOC_TEST(Pinned, TheValueKeepsItsAddress)
{
    boc::Runtime runtime{{.workers = 2}};
    boc::PinnedCown<Tracked> pinned{1};
    const Tracked *first = nullptr;
    bool same = true;
    boc::when(pinned) << [&](auto p) { first = &*p; };
    for (int i = 0; i < 100; ++i)
        boc::when(pinned) << [&](auto p) { same = same && &*p == first; };
    runtime.quiesce();
    EXPECT_TRUE(same);
}

BOC_TEST(Pinned, DiesOnTheMainThreadWhoeverDropsTheLastHandle)
{
    boc::Runtime runtime{{.workers = 2}};
    boc::PinnedCown<Tracked> pinned{1};
    boc::Cown<boc::Cown<Tracked>> keeper{pinned};
    pinned = boc::PinnedCown<Tracked>::empty();
    boctest::Atomic<int> aliveAfterDrop{-1};
    boc::when(keeper) << [&](auto keeper) {
        *keeper = boc::Cown<Tracked>::empty();
        aliveAfterDrop = Tracked::alive.load();
    };
    ASSERT_TRUE(boctest::eventually([&] { return aliveAfterDrop != -1; }));
    EXPECT_EQ(aliveAfterDrop, 1);
    runtime.pump();
    EXPECT_EQ(Tracked::alive, 0);
    EXPECT_EQ(Tracked::destroyedOn.load(), boctest::currentThread());
}

BOC_TEST(Pinned, ARetiredValueWakesTheMainThread)
{
    boctest::Atomic<int> wakes{0};
    boc::Runtime runtime{{.workers = 1, .wakeHook = [&] { ++wakes; }}};
    boc::PinnedCown<Tracked> pinned{1};
    boctest::Thread([handle = boc::Cown<Tracked>(pinned), &pinned]() mutable {
        pinned = boc::PinnedCown<Tracked>::empty();
        handle = boc::Cown<Tracked>::empty();
    }).join();
    EXPECT_EQ(wakes, 1);
    EXPECT_EQ(Tracked::alive, 1);
    runtime.pump();
    EXPECT_EQ(Tracked::alive, 0);
}

BOC_TEST(Pinned, ValuesThatAreLeftDieWithTheRuntimeOnTheMainThread)
{
    std::optional<boc::Cown<Tracked>> left;
    {
        boc::Runtime runtime{{.workers = 1}};
        left.emplace(boc::PinnedCown<Tracked>{1});
        EXPECT_EQ(Tracked::alive, 1);
    }
    EXPECT_EQ(Tracked::alive, 0);
    EXPECT_EQ(Tracked::destroyedOn.load(), boctest::currentThread());
    boctest::Thread([&] { left.reset(); }).join();
}

struct PinnedNode
{
    boc::Cown<PinnedNode> next = boc::Cown<PinnedNode>::empty();
    Tracked tracked{0};
};

BOC_TEST(Pinned, APinnedValueMayOwnOtherPinnedCowns)
{
    for (const bool keepHead : {false, true}) {
        auto head = boc::Cown<PinnedNode>::empty();
        {
            boc::Runtime runtime{{.workers = 1}};
            for (int i = 0; i < 100; ++i) {
                boc::PinnedCown<PinnedNode> node;
                boc::when(node) << [head](auto node) { node->next = head; };
                head = node;
            }
            runtime.quiesce();
            if (!keepHead)
                head = boc::Cown<PinnedNode>::empty();
        }
        EXPECT_EQ(Tracked::alive, 0);
    }
}

BOC_TEST(Pinned, CyclesOfPinnedValuesEndWithTheRuntime)
{
    {
        boc::Runtime runtime{{.workers = 1}};
        boc::PinnedCown<PinnedNode> first;
        boc::PinnedCown<PinnedNode> second;
        boc::when(first, second) << [](auto a, auto b) {
            a->next = b.cown();
            b->next = a.cown();
        };
        boc::PinnedCown<PinnedNode> self;
        boc::when(self) << [](auto self) { self->next = self.cown(); };
        runtime.quiesce();
        EXPECT_EQ(Tracked::alive, 3);
    }
    EXPECT_EQ(Tracked::alive, 0);
}

BOC_TEST(Pinned, AValueMayWaitForAThreadThatDropsAnother)
{
    struct Waiting
    {
        boc::Cown<Tracked> other;
        ~Waiting()
        {
            boctest::Thread([handle = std::move(other)]() mutable {
                handle = boc::Cown<Tracked>::empty();
            }).join();
        }
    };
    for (const bool beforeTheEnd : {false, true}) {
        {
            boc::Runtime runtime{{.workers = 1}};
            std::optional<boc::PinnedCown<Waiting>> waiting;
            waiting.emplace(boc::PinnedCown<Tracked>{1});
            boc::Cown<Waiting> kept = *waiting;
            waiting.reset();
            if (beforeTheEnd)
                kept = boc::Cown<Waiting>::empty();
        }
        EXPECT_EQ(Tracked::alive, 0);
        EXPECT_EQ(Tracked::destroyedOn.load(), boctest::currentThread());
    }
}

BOC_TEST(Pinned, BelongsToOneRuntime)
{
    boc::Runtime first{{.workers = 1}};
    boc::PinnedCown<int> pinned{1};
    boc::Runtime second{{.workers = 1}};
    EXPECT_THROW(
        second.when(pinned) << [](auto) {}, boc::UsageError);
    int seen = 0;
    first.when(pinned) << [&](auto p) { seen = *p; };
    first.quiesce();
    EXPECT_EQ(seen, 1);
}

BOC_TEST(Pinned, ResultsCrossFromWorkersToTheMainThreadAndBack)
{
    boc::Runtime runtime{{.workers = 2}};
    boc::PinnedCown<int> total{0};
    boc::Cown<int> counted{0};
    const int count = boctest::scaled(5000);
    for (int i = 0; i < count; ++i) {
        boc::Cown<int> square = boc::when() << [i] { return i % 7; };
        boc::Cown<int> soFar = boc::when(total, square) << [](auto total, auto square) {
            *total += *square;
            return *total;
        };
        boc::when(counted, soFar) << [](auto counted, auto soFar) { *counted = *soFar; };
    }
    int seen = 0;
    boc::when(boc::read(counted)) << [&](auto counted) { seen = *counted; };
    ASSERT_TRUE(runtime.quiesce(30s));
    int expected = 0;
    for (int i = 0; i < count; ++i)
        expected += i % 7;
    EXPECT_EQ(seen, expected);
}

} // namespace
