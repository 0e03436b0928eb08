// SPDX-License-Identifier: GPL-3.0-or-later
#include "boc_testing.h"

#include <gtest/gtest.h>

#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using namespace std::chrono_literals;
namespace notice = boc::notice;

BOC_TEST(Noticeboard, KeepsValuesOfAnyTypeUntilTheyAreRemoved)
{
    boc::Runtime runtime{{.workers = 1}};
    boc::Noticeboard &board = runtime.noticeboard();
    EXPECT_EQ(board.read<int>("answer"), std::nullopt);
    board.write("answer", 42);
    board.write("names", std::vector<std::string>{"a", "b"});
    board.write("text", "a literal");
    EXPECT_EQ(board.read<int>("answer"), 42);
    EXPECT_EQ(board.read("answer", 7), 42);
    EXPECT_EQ(board.read("other", 7), 7);
    EXPECT_EQ(board.read("other", "none"), "none");
    EXPECT_EQ(board.read<std::string>("text"), "a literal");
    EXPECT_EQ(board.read<std::vector<std::string>>("names")->size(), 2u);
    board.write("answer", 43.5);
    EXPECT_EQ(board.read<double>("answer"), 43.5) << "also of another type";

    const boc::NoticeSnapshot all = board.snapshot();
    EXPECT_EQ(all.keys(), (std::vector<std::string>{"answer", "names", "text"}));
    EXPECT_EQ(all.size(), 3u);
    ASSERT_NE(all.find<std::string>("text"), nullptr);
    EXPECT_EQ(*all.find<std::string>("text"), "a literal");

    board.remove("answer");
    board.remove("answer");
    EXPECT_EQ(board.read<double>("answer"), std::nullopt);
    EXPECT_FALSE(board.snapshot().contains("answer"));
    EXPECT_TRUE(all.contains("answer")) << "a snapshot never changes";
    EXPECT_GT(board.snapshot().version(), all.version());
}

BOC_TEST(Noticeboard, AMismatchNamesBothTypes)
{
    boc::Runtime runtime{{.workers = 1}};
    runtime.noticeboard().write("limit", 3);
    try {
        notice::read<double>("limit");
        FAIL() << "an int was read as a double";
    } catch (const boc::TypeMismatchError &error) {
        EXPECT_STREQ(error.what(),
                     "the notice \"limit\" holds a value of type int, but was read as double");
    }
    EXPECT_THROW(notice::update("limit", 1.5, [](double d) { return d; }), boc::TypeMismatchError);
    EXPECT_EQ(notice::read<int>("limit"), 3);
}

BOC_TEST(Noticeboard, UpdatesAreAtomic)
{
    boc::Runtime runtime{{.workers = 2}};
    const int count = boctest::scaled(2000);
    // Leaves time for others between reading and writing.
    const auto addSlowly = [](int n) {
        return [n](int sum) {
            boctest::yieldThread();
            return sum + n;
        };
    };
    boctest::Thread outside([&] {
        for (int i = 0; i < count; ++i)
            runtime.noticeboard().update("sum", 100, addSlowly(1));
    });
    for (int i = 0; i < count; ++i) {
        boc::when() << [addSlowly] { notice::update("sum", 100, addSlowly(2)); };
        boc::when() << [i] { notice::write("noise", i); };
    }
    outside.join();
    runtime.wait();
    EXPECT_EQ(runtime.noticeboard().read<int>("sum"), 100 + 3 * count);
}

BOC_TEST(Noticeboard, AnUpdateThatThrowsLeavesTheOldValueAndFailsItsBehavior)
{
    boc::Runtime runtime{{.workers = 1}};
    runtime.noticeboard().seed("best", 5);
    const auto raise = [](int) -> int { throw std::runtime_error("no better one"); };
    EXPECT_THROW(runtime.noticeboard().update("best", 0, raise), std::runtime_error);
    EXPECT_THROW(runtime.noticeboard().update("absent", 0, raise), std::runtime_error);
    boc::Cown<void> result = boc::when() << [raise] { notice::update("best", 0, raise); };
    std::string seen;
    boc::when(result) << [&](auto result) {
        try {
            result.get();
        } catch (const std::runtime_error &error) {
            seen = error.what();
        }
    };
    runtime.wait();
    EXPECT_EQ(seen, "no better one");
    EXPECT_EQ(runtime.noticeboard().read<int>("best"), 5);
    EXPECT_FALSE(runtime.noticeboard().snapshot().contains("absent"));
}

BOC_TEST(Noticeboard, AnUpdateMayRemove)
{
    boc::Runtime runtime{{.workers = 1}};
    const auto countDown = [](int left) {
        return left > 1 ? std::optional(left - 1) : std::nullopt;
    };
    notice::update("left", 3, countDown);
    EXPECT_EQ(notice::read<int>("left"), 2);
    notice::update("left", 3, countDown);
    notice::update("left", 3, countDown);
    EXPECT_EQ(notice::read<int>("left"), std::nullopt);
}

BOC_TEST(Noticeboard, AnUpdateMayUseTheBoardAndIsRepeatedWhenItLosesARace)
{
    boc::Runtime runtime{{.workers = 1}};
    int calls = 0;
    notice::update("a", 1, [&](int a) {
        if (++calls == 1)
            notice::write("a", 10);
        notice::write("b", calls);
        return a + 1;
    });
    EXPECT_EQ(calls, 2);
    EXPECT_EQ(notice::read<int>("a"), 11);
    EXPECT_EQ(notice::read<int>("b"), 2) << "changes to other keys are no race";
}

BOC_TEST(Noticeboard, CownHandlesMayBeValues)
{
    {
        boc::Runtime runtime{{.workers = 2}};
        notice::seed("account", boc::Cown<boctest::Tracked>{1});
        for (int i = 0; i < 100; ++i) {
            boc::when() << [] {
                boc::when(*notice::read<boc::Cown<boctest::Tracked>>("account"))
                    << [](auto account) { ++account->value; };
            };
        }
        runtime.quiesce();
        int seen = 0;
        boc::when(*notice::read<boc::Cown<boctest::Tracked>>("account"))
            << [&](auto account) { seen = account->value; };
        runtime.quiesce();
        EXPECT_EQ(seen, 101);
        EXPECT_EQ(boctest::Tracked::alive, 1);
        notice::remove("account");
        EXPECT_EQ(boctest::Tracked::alive, 0) << "the board held the last handle";
        notice::write("pinned", boc::PinnedCown<boctest::Tracked>{2});
        EXPECT_EQ(boctest::Tracked::alive, 1);
    }
    EXPECT_EQ(boctest::Tracked::alive, 0) << "and it ends with the runtime";
    EXPECT_EQ(boctest::Tracked::destroyedOn.load(), boctest::currentThread());
}

BOC_TEST(Noticeboard, AHandleOfADerivedClassIsAHandle)
{
    boc::Runtime runtime{{.workers = 1}};
    const boc::PinnedCown<int> pinned{1};
    notice::write("cown", pinned);
    EXPECT_EQ(notice::read<boc::PinnedCown<int>>("cown"), pinned);
    EXPECT_EQ(notice::read<boc::Cown<int>>("cown"), pinned);
    EXPECT_EQ(notice::read("cown", boc::Cown<int>::empty()), pinned);
    EXPECT_EQ(*notice::snapshot().find<boc::Cown<int>>("cown"), pinned);
    EXPECT_THROW(notice::read<boc::Cown<long>>("cown"), boc::TypeMismatchError);
    notice::update("cown", boc::Cown<int>::empty(),
                   [](const boc::Cown<int> &cown) { return cown; });
    EXPECT_EQ(notice::read<boc::Cown<int>>("cown"), pinned);
    EXPECT_THROW(notice::read<boc::PinnedCown<int>>("cown"), boc::TypeMismatchError)
        << "an update writes the type that it was given";
}

BOC_TEST(Noticeboard, ASnapshotMayOutliveItsRuntime)
{
    boc::NoticeSnapshot kept;
    {
        boc::Runtime runtime{{.workers = 1}};
        boc::when() << [] { notice::write("last", "words"); };
        runtime.wait();
        kept = runtime.noticeboard().snapshot();
    }
    EXPECT_EQ(kept.read<std::string>("last"), "words");
}

BOC_TEST(Noticeboard, EachRuntimeHasItsOwn)
{
    boc::Runtime first{{.workers = 1}};
    boc::Runtime second{{.workers = 1}};
    first.when() << [] { notice::write("who", 1); };
    second.when() << [] { notice::write("who", 2); };
    first.quiesce();
    second.quiesce();
    EXPECT_EQ(first.noticeboard().read<int>("who"), 1);
    EXPECT_EQ(second.noticeboard().read<int>("who"), 2);
    EXPECT_EQ(notice::read<int>("who"), 2) << "this thread's is the one made last";
    boctest::Thread([] { EXPECT_THROW(notice::read<int>("who"), boc::UsageError); }).join();
}

BOC_TEST(Noticeboard, OutlastsStopAndTakesWritesFromRunningBodies)
{
    boc::Runtime runtime{{.workers = 1}};
    boctest::Gate gate;
    boctest::Atomic<bool> inside{false};
    boc::when() << [&] {
        inside = true;
        gate.pass();
        notice::write("stage", 2);
    };
    ASSERT_TRUE(boctest::eventually([&] { return inside.load(); }));
    runtime.noticeboard().write("stage", 1);
    runtime.requestStop();
    gate.open();
    runtime.stop();
    EXPECT_EQ(runtime.noticeboard().read<int>("stage"), 2);
}

BOC_TEST(Noticeboard, OnlyTheMainThreadSeeds)
{
    boc::Runtime runtime{{.workers = 1}};
    runtime.noticeboard().seed("a", 1);
    boctest::Atomic<int> refused{0};
    const auto attempt = [&] {
        try {
            runtime.noticeboard().seed("a", 2);
        } catch (const boc::UsageError &) {
            ++refused;
        }
    };
    boc::when() << attempt;
    boctest::Thread(attempt).join();
    runtime.wait();
    EXPECT_EQ(refused, 2);
    EXPECT_EQ(runtime.noticeboard().read<int>("a"), 1);
}

BOC_TEST(Noticeboard, ABodyThatRunsAgainLooksAnew)
{
    boc::Runtime runtime{{.workers = 1}};
    std::vector<int> seen;
    boc::when() << [&, runs = 0]() mutable {
        seen.push_back(notice::read("n", 0));
        notice::write("n", ++runs);
        seen.push_back(notice::read("n", 0));
        return runs < 3 ? boc::Flow::Again : boc::Flow::Done;
    };
    const boc::PinnedCown<int> pinned{0};
    EXPECT_TRUE(runtime.quiesce());
    EXPECT_EQ(seen, (std::vector{0, 0, 1, 1, 2, 2}));
    seen.clear();
    boc::when(pinned) << [&, runs = 3](auto) mutable {
        seen.push_back(notice::read("n", 0));
        notice::write("n", ++runs);
        seen.push_back(notice::read("n", 0));
        return runs < 5 ? boc::Flow::Again : boc::Flow::Done;
    };
    EXPECT_TRUE(runtime.quiesce());
    EXPECT_EQ(seen, (std::vector{3, 3, 4, 4})) << "on the main thread, too";
}

BOC_TEST(Noticeboard, APinnedBodyMaySeedAndDoesNotSeeThatIfItHasLooked)
{
    boc::Runtime runtime{{.workers = 1}};
    const boc::PinnedCown<int> pinned{0};
    std::vector<int> seen;
    boc::when(pinned) << [&](auto) {
        seen.push_back(notice::read("n", 0));
        notice::seed("n", 1);
        seen.push_back(notice::read("n", 0));
    };
    boc::when(pinned) << [&](auto) {
        notice::seed("n", 2);
        seen.push_back(notice::read("n", 0));
    };
    boc::when(pinned) <<
        [&](auto) { boc::when() << [&] { seen.push_back(notice::read("n", 0)); }; };
    EXPECT_TRUE(runtime.quiesce());
    EXPECT_EQ(seen, (std::vector{0, 0, 2, 2}));
}

} // namespace
