// SPDX-License-Identifier: GPL-3.0-or-later
#include "boc_testing.h"

#include <gtest/gtest.h>

#include <memory>
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
