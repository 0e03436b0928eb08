// SPDX-License-Identifier: GPL-3.0-or-later
#include "boc_testing.h"

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace {

using boctest::Tracked;

BOC_TEST(Weak, LocksWhileTheValueLivesAndNeverAfter)
{
    boc::WeakCown<Tracked> weak;
    EXPECT_FALSE(weak.lock()) << "a handle to nothing";
    {
        const boc::Cown<Tracked> a{1};
        weak = a;
        boc::Cown<Tracked> locked = weak.lock();
        EXPECT_EQ(locked, a);
    }
    EXPECT_EQ(Tracked::alive, 0);
    EXPECT_FALSE(weak.lock());
    EXPECT_FALSE(weak.lock());
}

BOC_TEST(Weak, ALockedHandleKeepsTheValue)
{
    std::optional<boc::Cown<Tracked>> a{std::in_place, 1};
    const boc::WeakCown<Tracked> weak = *a;
    {
        const boc::Cown<Tracked> locked = weak.lock();
        a.reset();
        EXPECT_EQ(Tracked::alive, 1);
        EXPECT_TRUE(weak.lock());
    }
    EXPECT_EQ(Tracked::alive, 0);
    EXPECT_FALSE(weak.lock());
}

BOC_TEST(Weak, CopiesMovesAndAssignmentsBalance)
{
    boc::WeakCown<Tracked> outlives;
    {
        const boc::Cown<Tracked> a{1};
        const boc::Cown<Tracked> b{2};
        boc::WeakCown<Tracked> first = a;
        boc::WeakCown<Tracked> second = first;
        boc::WeakCown<Tracked> third = std::move(first);
        EXPECT_FALSE(first.lock());
        EXPECT_EQ(second, third);
        third = b;
        EXPECT_NE(second, third);
        const boc::WeakCown<Tracked> &same = third;
        third = same;
        second = std::move(third);
        EXPECT_EQ(second.lock(), b);
        outlives = second;
    }
    EXPECT_EQ(Tracked::alive, 0);
    boc::WeakCown<Tracked> copy = outlives;
    EXPECT_EQ(copy, outlives);
    EXPECT_FALSE(copy.lock());
}

BOC_TEST(Weak, MayBeCapturedByBehaviors)
{
    boc::Runtime runtime{{.workers = 2}};
    boctest::Atomic<int> found{0};
    boctest::Atomic<int> gone{0};
    std::optional<boc::Cown<int>> kept{std::in_place, 5};
    boc::WeakCown<int> weak = *kept;
    const auto look = [&] {
        boc::when() << [weak, &found, &gone] {
            if (const boc::Cown<int> cown = weak.lock())
                boc::when(cown) << [&found](auto c) { found += *c; };
            else
                ++gone;
        };
    };
    look();
    runtime.quiesce();
    kept.reset();
    look();
    runtime.wait();
    EXPECT_EQ(found, 5);
    EXPECT_EQ(gone, 1);
}

struct TreeNode
{
    Tracked tracked{0};
    boc::WeakCown<TreeNode> parent;
    std::vector<boc::Cown<TreeNode>> children;
    boc::WeakCown<TreeNode> self;
};

BOC_TEST(Weak, BreaksCycles)
{
    boc::Runtime runtime{{.workers = 2}};
    bool reached = false;
    {
        const boc::Cown<TreeNode> parent;
        const boc::Cown<TreeNode> child;
        boc::when(parent, child) << [&](boc::Acquired<TreeNode> p, boc::Acquired<TreeNode> c) {
            p->children.push_back(c.cown());
            p->self = p.cown();
            c->parent = p.cown();
            c->self = c.cown();
        };
        boc::when(child) << [&](boc::Acquired<TreeNode> c) { reached = bool(c->parent.lock()); };
        runtime.quiesce();
        EXPECT_EQ(Tracked::alive, 2);
    }
    EXPECT_TRUE(reached);
    EXPECT_EQ(Tracked::alive, 0);
}

BOC_TEST(Weak, PromotionAgainstDestructionHasOneOutcome)
{
    // The value is written by its destructor, so that ThreadSanitizer and AddressSanitizer see a
    // promotion that revives the dead.
    boc::Runtime runtime{{.workers = 1}};
    const int rounds = boctest::scaled(20000);
    boctest::Atomic<int> turn{0};
    boctest::Atomic<int> promoted{0};
    boctest::Atomic<int> refused{0};
    boctest::Atomic<int> used{0};
    boc::WeakCown<Tracked> weak;
    boctest::Thread other([&] {
        for (int round = 1; round <= rounds; ++round) {
            while (turn != round)
                boctest::yieldThread();
            if (const boc::Cown<Tracked> cown = weak.lock()) {
                ++promoted;
                runtime.when(cown) << [&](auto c) { used += c->value; };
            } else {
                ++refused;
            }
            turn = -round;
        }
    });
    for (int round = 1; round <= rounds; ++round) {
        std::optional<boc::Cown<Tracked>> strong{std::in_place, 1};
        weak = *strong;
        turn = round;
        for (int i = 0; i < round % 16; ++i)
            boctest::yieldThread();
        strong.reset();
        while (turn != -round)
            boctest::yieldThread();
        runtime.quiesce();
        ASSERT_EQ(Tracked::alive, 0);
        ASSERT_FALSE(weak.lock());
    }
    other.join();
    EXPECT_EQ(promoted + refused, rounds);
    EXPECT_EQ(used, promoted);
}

BOC_TEST(Weak, TheLastWeakHandleMayGoAgainstTheLastStrongOne)
{
    for (int round = 0; round < boctest::scaled(3000); ++round) {
        std::optional<boc::Cown<Tracked>> strong{std::in_place, 1};
        std::optional<boc::WeakCown<Tracked>> weak{*strong};
        boctest::Atomic<bool> begin{false};
        boctest::Thread other([&] {
            begin.wait(false);
            weak.reset();
        });
        begin = true;
        begin.notify_all();
        strong.reset();
        other.join();
        ASSERT_EQ(Tracked::alive, 0);
    }
}

BOC_TEST(Weak, ARetiredPinnedCownIsGone)
{
    boc::Runtime runtime{{.workers = 1}};
    std::optional<boc::PinnedCown<Tracked>> pinned{std::in_place, 1};
    boc::WeakCown<Tracked> weak = *pinned;
    EXPECT_TRUE(weak.lock());
    boctest::Thread([&] { pinned.reset(); }).join();
    EXPECT_EQ(Tracked::alive, 1) << "until the main thread pumps";
    EXPECT_FALSE(weak.lock());
    runtime.pump();
    EXPECT_EQ(Tracked::alive, 0);
    EXPECT_EQ(Tracked::destroyedOn.load(), boctest::currentThread());
    EXPECT_FALSE(weak.lock());
}

BOC_TEST(Weak, MayOutliveTheRuntimeOfItsPinnedCown)
{
    boc::WeakCown<Tracked> weak;
    {
        boc::Runtime runtime{{.workers = 1}};
        const boc::PinnedCown<Tracked> pinned{1};
        weak = pinned;
    }
    EXPECT_EQ(Tracked::alive, 0);
    EXPECT_FALSE(weak.lock());
}

} // namespace
