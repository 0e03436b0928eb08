// SPDX-License-Identifier: GPL-3.0-or-later
#include "boc_testing.h"

#include <gtest/gtest.h>

#include <optional>
#include <vector>

namespace {

using namespace std::chrono_literals;

BOC_TEST(Runtimes, OnOneThreadTheLastMadeIsCurrent)
{
    boc::Runtime first{{.workers = 1}};
    {
        boc::Runtime second{{.workers = 1}};
        EXPECT_EQ(boc::Runtime::current(), &second);
    }
    EXPECT_EQ(boc::Runtime::current(), &first);
    std::optional<boc::Runtime> third(std::in_place, boc::RuntimeOptions{.workers = 1});
    std::optional<boc::Runtime> fourth(std::in_place, boc::RuntimeOptions{.workers = 1});
    third.reset();
    EXPECT_EQ(boc::Runtime::current(), &*fourth) << "destruction in another order";
    fourth.reset();
    EXPECT_EQ(boc::Runtime::current(), &first);
}

BOC_TEST(Runtimes, ShareCownsWithExactSums)
{
    boc::Cown<int> shared{0};
    boc::Cown<int> other{0};
    boc::Runtime first{{.workers = 1}};
    boc::Runtime second{{.workers = 1}};
    const int count = boctest::scaled(10000);
    for (int i = 0; i < count; ++i) {
        first.when(shared, other) << [](auto s, auto) { ++*s; };
        second.when(other, shared) << [](auto, auto s) { ++*s; };
    }
    ASSERT_TRUE(first.quiesce(30s));
    ASSERT_TRUE(second.quiesce(30s));
    int seen = 0;
    first.when(boc::read(shared)) << [&](auto s) { seen = *s; };
    first.quiesce();
    EXPECT_EQ(seen, 2 * count);
}

BOC_TEST(Runtimes, OneMayEndAsSoonAsItsLastBehaviorWasGrantedByAnother)
{
    // A worker of `first` releases the cown, which makes `second`'s behavior ready; second may end
    // while that worker still stands in its dispatch.
    boc::Runtime first{{.workers = 2}};
    for (int i = 0; i < boctest::scaled(2000); ++i) {
        boc::Cown<int> cown{0};
        boc::Runtime second{{.workers = 1}};
        first.when(cown) << [](auto) {};
        second.when(cown) << [](auto) {};
    }
    EXPECT_TRUE(first.quiesce(30s));
}

BOC_TEST(Runtimes, OneMayEndAsSoonAsItsPinnedBehaviorWasGrantedByAnother)
{
    // The same where it is the main thread that runs it, which may be awake and quicker than the
    // worker that counts, wakes and calls the hook.
    boc::Runtime first{{.workers = 1}};
    for (int i = 0; i < boctest::scaled(2000); ++i) {
        boc::Cown<int> cown{0};
        boc::Runtime second{{.workers = 1}};
        boc::PinnedCown<int> pinned{0};
        first.when(cown) << [](auto) {};
        second.when(cown, pinned) << [](auto, auto) {};
        second.wait();
    }
    EXPECT_TRUE(first.quiesce(30s));
}

BOC_TEST(Runtimes, PumpMakesItsRuntimeCurrent)
{
    boc::Runtime first{{.workers = 1}};
    boc::PinnedCown<int> pinned{0};
    boc::Runtime second{{.workers = 1}};
    boc::Runtime *seen = nullptr;
    first.when(pinned) << [&](auto) { seen = boc::Runtime::current(); };
    first.quiesce();
    EXPECT_EQ(seen, &first);
    EXPECT_EQ(boc::Runtime::current(), &second);
}

BOC_TEST(Runtimes, OneMayLiveInsideABehaviorOfAnother)
{
    boc::Runtime outer{{.workers = 1}};
    boc::Cown<int> result = boc::when() << [] {
        int seen = 0;
        boc::Runtime inner{{.workers = 1}};
        boc::PinnedCown<int> pinned{20};
        boc::when(pinned) << [&](auto p) { seen = *p + 1; };
        inner.wait();
        return seen;
    };
    int seen = 0;
    boc::when(result) << [&](auto result) { seen = *result; };
    outer.wait();
    EXPECT_EQ(seen, 21);
}

BOC_TEST(Runtimes, OneMayEndWhileAnotherIsPumped)
{
    boc::Runtime first{{.workers = 1}};
    boc::PinnedCown<int> pinned{0};
    std::optional<boc::Runtime> second(std::in_place, boc::RuntimeOptions{.workers = 1});
    std::optional<boc::Runtime> third;
    first.when(pinned) << [&](auto) {
        second.reset();
        third.emplace(boc::RuntimeOptions{.workers = 1});
    };
    first.pump();
    EXPECT_EQ(boc::Runtime::current(), &*third);
    third.reset();
    EXPECT_EQ(boc::Runtime::current(), &first);
}

BOC_TEST(Runtimes, DefaultWorkersLeaveACoreForTheMainThread)
{
    const boc::Runtime runtime;
    EXPECT_GE(boc::physicalCores(), 1u);
    EXPECT_EQ(runtime.workers(), boc::physicalCores() > 1 ? boc::physicalCores() - 1 : 1u);
}

BOC_TEST(Runtimes, ManyWorkersOnFewCores)
{
    const auto workers = static_cast<unsigned>(boctest::sized(40, 12));
    boc::Runtime runtime{{.workers = workers}};
    EXPECT_EQ(runtime.workers(), workers);
    boc::Cown<int> sum{0};
    const int count = boctest::sized(1000, 5);
    for (int i = 0; i < count; ++i)
        boc::when() << [sum] { boc::when(sum) << [](auto sum) { ++*sum; }; };
    int seen = 0;
    ASSERT_TRUE(runtime.quiesce(30s));
    boc::when(sum) << [&](auto sum) { seen = *sum; };
    runtime.wait();
    EXPECT_EQ(seen, count);
}

} // namespace
