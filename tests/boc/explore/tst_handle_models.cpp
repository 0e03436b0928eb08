// SPDX-License-Identifier: GPL-3.0-or-later
#include "model_testing.h"

#include <boc/boc.h>

#include <gtest/gtest.h>

#include <utility>

/// \file
/// The end of a cown in all executions within bounds: who drops the last handle destroys the value,
/// once, after all others are done with the cown. The explorer sees to the latter: an object must
/// not be destroyed before everybody's last use of it.

namespace {

using boctest::expectAlways;
using boctest::Thread;

/// Counts its destructions.
struct Mortal
{
    explicit Mortal(int &count)
        : deaths(count)
    { }
    ~Mortal() { ++deaths; }
    Mortal(const Mortal &) = delete;
    Mortal &operator=(const Mortal &) = delete;

    int &deaths;
};

TEST(Model, TwoThreadsDropTheLastHandles)
{
    expectAlways(3, 2, [] {
        int deaths = 0;
        boc::Cown<Mortal> cown{deaths};
        Thread other([copy = cown]() mutable { copy = boc::Cown<Mortal>::empty(); });
        cown = boc::Cown<Mortal>::empty();
        other.join();
        EXPECT_EQ(deaths, 1);
    });
}

TEST(Model, AWeakHandleIsLockedWhileTheLastHandleGoes)
{
    expectAlways(3, 2, [] {
        int deaths = 0;
        boc::Cown<Mortal> cown{deaths};
        Thread other([weak = boc::WeakCown<Mortal>(cown)]() mutable {
            boc::Cown<Mortal> locked = weak.lock();
            weak = {};
            locked = boc::Cown<Mortal>::empty();
        });
        cown = boc::Cown<Mortal>::empty();
        other.join();
        EXPECT_EQ(deaths, 1);
    });
}

TEST(Model, AWeakHandleOutlivesTheOneThatItLocked)
{
    expectAlways(3, 2, [] {
        int deaths = 0;
        boc::Cown<Mortal> cown{deaths};
        Thread other([weak = boc::WeakCown<Mortal>(cown)] {
            if (boc::Cown<Mortal> locked = weak.lock())
                locked = boc::Cown<Mortal>::empty();
        });
        cown = boc::Cown<Mortal>::empty();
        other.join();
        EXPECT_EQ(deaths, 1);
    });
}

TEST(Model, AValueIsTakenWhenTheOtherHandleIsGone)
{
    expectAlways(3, 2, [] {
        boc::Cown<int> cown{7};
        Thread other([copy = cown]() mutable { copy = boc::Cown<int>::empty(); });
        int taken = 0;
        try {
            taken = boc::take(std::move(cown));
        } catch (const boc::UsageError &) {
        }
        EXPECT_TRUE(taken == 7 || (taken == 0 && cown));
        other.join();
    });
}

} // namespace
