// SPDX-License-Identifier: GPL-3.0-or-later
#include "boc_testing.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace {

using boctest::Tracked;

BOC_TEST(Lifetime, TheValueDiesWithTheLastHandle)
{
    {
        const boc::Cown<Tracked> a{1};
        const boc::Cown<Tracked> b = a;
        EXPECT_EQ(a, b);
        EXPECT_EQ(Tracked::alive, 1);
    }
    EXPECT_EQ(Tracked::alive, 0);
}

BOC_TEST(Lifetime, ABehaviorKeepsItsCownsAlive)
{
    boc::Runtime runtime{{.workers = 1}};
    boctest::Gate gate;
    boctest::Atomic<int> seen{0};
    {
        boc::Cown<Tracked> a{7};
        boc::when() << [&] { gate.pass(); };
        boc::when(a) << [&](auto a) { seen = a->value; };
    }
    EXPECT_EQ(Tracked::alive, 1);
    gate.open();
    runtime.wait();
    EXPECT_EQ(seen, 7);
    EXPECT_EQ(Tracked::alive, 0);
}

BOC_TEST(Lifetime, HandlesMovedIntoWhenBalance)
{
    // A handle that is moved into `when` is the behavior's: counted neither twice nor not at all,
    // also where the behavior is the last to know the cown and ends before `when` has returned.
    boc::Runtime runtime{{.workers = 2}};
    for (int i = 0; i < boctest::scaled(2000); ++i) {
        boc::Cown<Tracked> a{1};
        boc::Cown<Tracked> b{2};
        std::vector<boc::Cown<Tracked>> many{a, b, a};
        boc::when(std::move(a), boc::read(std::move(b)), std::move(many))
            << [](auto a, auto b, auto) { a->value += b->value; };
    }
    runtime.wait();
    EXPECT_EQ(Tracked::alive, 0);
}

/// Drops the outside handles of two cowns while a body that `begin` schedules has them, or waits
/// for them. When that and what it schedules has run, nothing is alive, though the runtime is.
template <class Begin>
void expectAllDie(Begin begin)
{
    boc::Runtime runtime{{.workers = 2}};
    for (int i = 0; i < boctest::scaled(2000); ++i) {
        boctest::Gate dropped;
        {
            boc::Cown<Tracked> a{1};
            boc::Cown<Tracked> b{2};
            begin(runtime, dropped, a, b);
        }
        dropped.open();
        runtime.quiesce();
        ASSERT_EQ(Tracked::alive, 0);
    }
}

BOC_TEST(Lifetime, ABodyMakesAHandleAndGivesItAwayAfterTheLastOneIsGone)
{
    expectAllDie([](boc::Runtime &runtime, boctest::Gate &dropped, auto &a, auto &) {
        runtime.when(a) << [&dropped](auto a) {
            dropped.pass();
            boc::Cown<Tracked> handle = a.cown();
            boc::when(std::move(handle)) << [](auto) {};
        };
    });
}

BOC_TEST(Lifetime, ABodyGivesAwayAHandleAgainAndAgain)
{
    expectAllDie([](boc::Runtime &runtime, boctest::Gate &dropped, auto &a, auto &) {
        runtime.when(a) << [&dropped](auto a) {
            dropped.pass();
            boc::when(boc::Cown<Tracked>(a.cown())) << [](auto a) {
                boc::when(boc::Cown<Tracked>(a.cown())) << [](auto) {};
                boc::when(boc::read(a.cown()))
                    << [](auto a) { boc::when(boc::Cown<Tracked>(a.cown())) << [](auto) {}; };
            };
        };
    });
}

BOC_TEST(Lifetime, ABodyGivesAwayHandlesOfSeveralCowns)
{
    expectAllDie([](boc::Runtime &runtime, boctest::Gate &dropped, auto &a, auto &b) {
        runtime.when(a, b) << [&dropped](auto a, auto b) {
            dropped.pass();
            boc::when(boc::Cown<Tracked>(b.cown()), boc::Cown<Tracked>(a.cown()),
                      boc::Cown<Tracked>(b.cown()))
                << [](auto, auto, auto) {};
        };
    });
}

BOC_TEST(Lifetime, AReaderGivesAwayAHandle)
{
    expectAllDie([](boc::Runtime &runtime, boctest::Gate &dropped, auto &a, auto &b) {
        const auto body = [&dropped](auto a, auto b) {
            dropped.pass();
            boc::when(boc::Cown<Tracked>(a.cown()), boc::read(boc::Cown<Tracked>(b.cown())))
                << [](auto, auto) {};
        };
        runtime.when(boc::read(a), boc::read(b)) << body;
        runtime.when(boc::read(a), boc::read(b)) << body;
    });
}

BOC_TEST(Lifetime, ALockedWeakHandleIsGivenAwayAfterTheLastOneIsGone)
{
    expectAllDie([](boc::Runtime &runtime, boctest::Gate &dropped, auto &a, auto &b) {
        const boc::WeakCown<Tracked> weakA = a;
        const boc::WeakCown<Tracked> weakB = b;
        runtime.when(a, boc::read(b)) << [&dropped, weakA, weakB](auto, auto) {
            dropped.pass();
            boc::when(weakA.lock(), weakB.lock()) << [](auto, auto) {};
        };
    });
}

BOC_TEST(Lifetime, AResultIsGivenAwayByTheLastThatHasIt)
{
    boc::Runtime runtime{{.workers = 2}};
    for (int i = 0; i < boctest::scaled(2000); ++i) {
        boctest::Gate dropped;
        {
            boc::Cown<std::shared_ptr<Tracked>> result = runtime.when()
                << [] { return std::make_shared<Tracked>(1); };
            runtime.when(result) << [&dropped](auto result) {
                dropped.pass();
                boc::Cown<std::shared_ptr<Tracked>> handle = result.cown();
                boc::when(std::move(handle)) << [](auto) {};
            };
        }
        dropped.open();
        runtime.quiesce();
        ASSERT_EQ(Tracked::alive, 0);
    }
}

BOC_TEST(Lifetime, APinnedValueThatIsGivenAwayDiesBeforeTheRuntime)
{
    boc::Runtime runtime{{.workers = 2}};
    {
        const boc::PinnedCown<Tracked> pinned{1};
        boc::when(pinned) << [](auto pinned) {
            boc::Cown<Tracked> handle = pinned.cown();
            boc::when(std::move(handle)) << [](auto) {};
        };
    }
    runtime.quiesce();
    runtime.pump();
    EXPECT_EQ(Tracked::alive, 0);
}

/// `helper` returns what schedules a behavior on the handles that it was given, the last ones, so
/// that the behavior takes its place only after the helper's own handles are gone.
template <class Helper>
void expectKept(Helper helper)
{
    boc::Runtime runtime{{.workers = 2}};
    boctest::Atomic<int> sum{0};
    {
        std::vector<boc::Cown<Tracked>> cowns;
        cowns.emplace_back(1);
        cowns.emplace_back(2);
        helper(std::move(cowns), [&sum](const auto &...acquired) {
            const auto add = [&sum](const auto &each) { sum += each->value; };
            const auto addAll = [&](const auto &one) {
                if constexpr (requires { one.size(); })
                    std::for_each(one.begin(), one.end(), add);
                else
                    add(one);
            };
            (addAll(acquired), ...);
        });
    }
    runtime.quiesce();
    EXPECT_EQ(sum, 3);
    EXPECT_EQ(Tracked::alive, 0);
}

BOC_TEST(Lifetime, AMovedHandleIsKeptByWhatAHelperReturns)
{
    expectKept([](std::vector<boc::Cown<Tracked>> all, auto body) {
        return boc::when(std::move(all[0]), std::move(all[1])) << body;
    });
}

BOC_TEST(Lifetime, AHandleMovedIntoReadIsKeptByWhatAHelperReturns)
{
    expectKept([](std::vector<boc::Cown<Tracked>> all, auto body) {
        return boc::when(boc::read(std::move(all[0])), boc::read(std::move(all[1]))) << body;
    });
}

BOC_TEST(Lifetime, AMovedVectorIsKeptByWhatAHelperReturns)
{
    expectKept([](std::vector<boc::Cown<Tracked>> all, auto body) {
        return boc::when(std::move(all)) << body;
    });
}

BOC_TEST(Lifetime, AVectorMovedIntoReadIsKeptByWhatAHelperReturns)
{
    expectKept([](std::vector<boc::Cown<Tracked>> all, auto body) {
        return boc::when(boc::read(std::move(all))) << body;
    });
}

BOC_TEST(Lifetime, OtherTemporariesAreKeptByWhatAHelperReturns)
{
    expectKept([](std::vector<boc::Cown<Tracked>> all, auto body) {
        return boc::when(std::array{std::move(all[0]), std::move(all[1])}) << body;
    });
    expectKept([](const std::vector<boc::Cown<Tracked>> all, auto body) {
        return boc::when(std::move(all)) << body;
    });
    expectKept([](std::vector<boc::Cown<Tracked>> all, auto body) {
        const boc::Cown<Tracked> second = std::move(all[1]);
        return boc::when(boc::read(std::move(all[0])), std::move(second)) << body;
    });
    expectKept([](std::vector<boc::Cown<Tracked>> all, auto body) {
        return boc::when(std::initializer_list<boc::Cown<Tracked>>{all[0], all[1]}) << body;
    });
    expectKept([](std::vector<boc::Cown<Tracked>> all, auto body) {
        return boc::when(boc::read(boc::WeakCown<Tracked>(all[0]).lock()),
                         boc::Cown<Tracked>(all[1]))
            << body;
    });
}

BOC_TEST(Lifetime, TheHandlesOfASumAreKeptByWhatAHelperReturns)
{
    expectKept([](std::vector<boc::Cown<Tracked>> all, auto body) {
        boc::Cown<Tracked> second = std::move(all[1]);
        all.pop_back();
        return (boc::when(boc::read(std::move(second))) << body)
            + (boc::when(std::move(all)) << body);
    });
}

BOC_TEST(Lifetime, ALentSpanIsLeftAlone)
{
    boc::Runtime runtime{{.workers = 2}};
    std::vector<boc::Cown<Tracked>> cowns;
    cowns.emplace_back(1);
    for (int i = 0; i < 3; ++i)
        boc::when(std::span(cowns), boc::read(std::span(cowns))) << [](auto, auto) {};
    runtime.quiesce();
    EXPECT_TRUE(cowns[0]);
    EXPECT_EQ(Tracked::alive, 1);
}

BOC_TEST(Lifetime, ClosuresDieBeforeTheirCownsAreReleased)
{
    boc::Runtime runtime{{.workers = 2}};
    for (int i = 0; i < boctest::scaled(2000); ++i) {
        auto token = std::make_shared<int>(0);
        const std::weak_ptr<int> watch = token;
        boc::Cown<int> a{0};
        boc::when(a) << [token = std::move(token)](auto) {};
        bool expired = false;
        boc::when(a) << [&](auto) { expired = watch.expired(); };
        runtime.quiesce();
        ASSERT_TRUE(expired);
    }
}

BOC_TEST(Lifetime, AResultNobodyKeepsIsNeverMade)
{
    boc::Runtime runtime{{.workers = 1}};
    boc::when() << [] { return std::make_unique<Tracked>(1); };
    runtime.wait();
    EXPECT_EQ(Tracked::alive, 0);
}

BOC_TEST(Lifetime, HandlesTravelThroughClosuresAndOtherCowns)
{
    {
        boc::Runtime runtime{{.workers = 2}};
        boc::Cown<std::vector<boc::Cown<Tracked>>> shelf;
        for (int i = 0; i < 100; ++i) {
            boc::Cown<Tracked> book{i};
            boc::when(shelf) << [book](auto shelf) { shelf->push_back(book); };
        }
        boctest::Atomic<int> sum{0};
        boc::when(shelf) << [&](auto shelf) {
            for (const auto &book : *shelf)
                boc::when(book) << [&](auto book) { sum += book->value; };
            shelf->clear();
        };
        runtime.wait();
        EXPECT_EQ(sum, 4950);
    }
    EXPECT_EQ(Tracked::alive, 0);
}

} // namespace
