// SPDX-License-Identifier: GPL-3.0-or-later
#include "boc_testing.h"

#include <gtest/gtest.h>

#include <vector>

namespace {

using namespace std::chrono_literals;
namespace notice = boc::notice;

BOC_TEST(NoticeOrder, ABehaviorSeesOneBoardWhateverIsWrittenMeanwhile)
{
    boc::Runtime runtime{{.workers = 1}};
    runtime.noticeboard().write("n", 1);
    boctest::Gate gate;
    boctest::Atomic<bool> looked{false};
    int before = 0;
    int after = 0;
    std::size_t keys = 0;
    boc::when() << [&] {
        before = notice::read("n", 0);
        looked = true;
        gate.pass();
        notice::write("own", 1);
        after = notice::read("n", 0);
        keys = notice::snapshot().size();
    };
    ASSERT_TRUE(boctest::eventually([&] { return looked.load(); }));
    runtime.noticeboard().write("n", 2);
    runtime.noticeboard().write("more", 2);
    EXPECT_EQ(runtime.noticeboard().read("n", 0), 2) << "outside, each call looks afresh";
    gate.open();
    runtime.quiesce();
    EXPECT_EQ(before, 1);
    EXPECT_EQ(after, 1);
    EXPECT_EQ(keys, 1u) << "not even its own write";
    EXPECT_EQ(runtime.noticeboard().snapshot().size(), 3u);
}

BOC_TEST(NoticeOrder, TheFirstLookIsWhatCountsAndABehaviorsLookEndsWithIt)
{
    boc::Runtime runtime{{.workers = 1}};
    boctest::Atomic<int> wrong{0};
    for (int i = 0; i < 100; ++i) {
        boc::when() << [&, i] {
            notice::write("n", i);
            wrong += notice::read("n", -1) != i;
            notice::write("n", -2);
            wrong += notice::read("n", -1) != i;
        };
    }
    runtime.quiesce();
    EXPECT_EQ(wrong, 0);
}

BOC_TEST(NoticeOrder, WhatAWriterSchedulesAfterwardsSeesTheWrite)
{
    boc::Runtime runtime{{.workers = 2}};
    boctest::Atomic<int> wrong{0};
    boc::Cown<int> cown{0};
    for (int i = 1; i <= boctest::scaled(2000); ++i) {
        runtime.noticeboard().write("main", i);
        boc::when() << [&, i] {
            wrong += notice::read("main", 0) < i;
            notice::write("child", 1);
            boc::when() << [&] { wrong += notice::read("child", 0) != 1; };
        };
        // Through a cown: the second runs behind the first, wherever.
        boc::when(cown) << [i](auto) { notice::write("chain", i); };
        boc::when(cown) << [&, i](auto) { wrong += notice::read("chain", 0) != i; };
    }
    runtime.wait();
    EXPECT_EQ(wrong, 0);
}

BOC_TEST(NoticeOrder, WritesOfOneThreadAppearInItsOrder)
{
    boc::Runtime runtime{{.workers = 1}};
    const int count = boctest::scaled(20000);
    boctest::Thread writer([&] {
        for (int i = 1; i <= count; ++i) {
            runtime.noticeboard().write("first", i);
            runtime.noticeboard().write("second", i);
        }
    });
    int wrong = 0;
    for (int last = 0; last < count;) {
        const boc::NoticeSnapshot all = runtime.noticeboard().snapshot();
        const int first = all.read("first", 0);
        const int second = all.read("second", 0);
        wrong += first != second && first != second + 1;
        wrong += second < last;
        last = second;
        boctest::yieldThread();
    }
    writer.join();
    EXPECT_EQ(wrong, 0);
}

BOC_TEST(NoticeOrder, ABehaviorLooksAfreshAtAnotherRuntimesBoard)
{
    boc::Runtime other{{.workers = 1}};
    boc::Runtime runtime{{.workers = 1}};
    std::vector<int> seen;
    boc::when() << [&] {
        for (int i = 0; i < 2; ++i) {
            other.noticeboard().write("n", i);
            seen.push_back(other.noticeboard().read("n", -1));
            notice::write("n", i);
            seen.push_back(notice::read("n", -1));
        }
    };
    runtime.quiesce();
    EXPECT_EQ(seen, (std::vector{0, 0, 1, 0}));
}

BOC_TEST(NoticeOrder, APinnedBehaviorKeepsItsBoardWhileItPumpsAnotherRuntime)
{
    boc::Runtime outer{{.workers = 1}};
    boc::PinnedCown<int> pinned{0};
    boc::Runtime inner{{.workers = 1}};
    boc::PinnedCown<int> innerPinned{0};
    std::vector<int> seen;
    outer.noticeboard().write("n", 1);
    inner.noticeboard().write("n", 100);
    outer.when(pinned) << [&](auto) {
        seen.push_back(notice::read("n", 0));
        outer.noticeboard().write("n", 2);
        inner.when(innerPinned) << [&](auto) {
            seen.push_back(notice::read("n", 0));
            inner.noticeboard().write("n", 101);
            seen.push_back(notice::read("n", 0));
            seen.push_back(outer.noticeboard().read("n", 0));
        };
        inner.pump();
        seen.push_back(notice::read("n", 0));
        seen.push_back(inner.noticeboard().read("n", 0));
    };
    outer.when(pinned) << [&](auto) { seen.push_back(notice::read("n", 0)); };
    outer.pump();
    EXPECT_EQ(seen, (std::vector{1, 100, 100, 2, 1, 101, 2}));
}

BOC_TEST(NoticeOrder, OldValuesDieWithTheLastBehaviorThatSawThem)
{
    boc::Runtime runtime{{.workers = 1}};
    runtime.noticeboard().write("handle", boc::Cown<boctest::Tracked>{1});
    boctest::Gate gate;
    boctest::Atomic<bool> looked{false};
    boc::when() << [&] {
        looked = notice::snapshot().size() == 1;
        gate.pass();
    };
    ASSERT_TRUE(boctest::eventually([&] { return looked.load(); }));
    runtime.noticeboard().remove("handle");
    EXPECT_EQ(boctest::Tracked::alive, 1);
    gate.open();
    runtime.quiesce();
    EXPECT_EQ(boctest::Tracked::alive, 0);
}

} // namespace
