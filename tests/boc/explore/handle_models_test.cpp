// SPDX-License-Identifier: GPL-3.0-or-later
#include "model_testing.h"
#include "queue_item.h"

#include <boc/boc.h>
#include <boc/detail/placing.h>

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

/// The value dies once when its maker drops the handle while another thread runs what
/// `otherOf(cown)` gives.
template <class OtherOf>
void expectOneDeath(OtherOf otherOf)
{
    expectAlways(3, 2, [otherOf] {
        int deaths = 0;
        boc::Cown<Mortal> cown{deaths};
        Thread other(otherOf(cown));
        cown = boc::Cown<Mortal>::empty();
        other.join();
        EXPECT_EQ(deaths, 1);
    });
}

TEST(Model, TwoThreadsDropTheLastHandles)
{
    expectOneDeath([](const boc::Cown<Mortal> &cown) {
        return [copy = cown]() mutable { copy = boc::Cown<Mortal>::empty(); };
    });
}

TEST(Model, AWeakHandleIsLockedWhileTheLastHandleGoes)
{
    expectOneDeath([](const boc::Cown<Mortal> &cown) {
        return [weak = boc::WeakCown<Mortal>(cown)]() mutable {
            boc::Cown<Mortal> locked = weak.lock();
            weak = {};
            locked = boc::Cown<Mortal>::empty();
        };
    });
}

TEST(Model, AWeakHandleOutlivesTheOneThatItLocked)
{
    expectOneDeath([](const boc::Cown<Mortal> &cown) {
        return [weak = boc::WeakCown<Mortal>(cown)] {
            if (boc::Cown<Mortal> locked = weak.lock())
                locked = boc::Cown<Mortal>::empty();
        };
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

/// How often a cown was ended, and its memory freed.
struct Ends
{
    int deaths = 0;
    int frees = 0;
};

/// A cown without a value that notes its end.
class CountedCown final : public boc::detail::CownCore
{
public:
    explicit CountedCown(Ends &ends)
        : CownCore(false, false)
        , m_ends(ends)
    { }

private:
    void destroy() noexcept override
    {
        ++m_ends.deaths;
        dropWeak();
    }
    void free() noexcept override
    {
        ++m_ends.frees;
        delete this;
    }

    Ends &m_ends;
};

/// What a behavior does with a cown that it finds free, and its body.
template <class Body>
void hold(CountedCown &cown, Body body)
{
    boctest::QueueItem item(boctest::nobody(), 0);
    boc::detail::Slot slot(&cown, &item, boc::detail::Access::Write);
    boc::detail::Place<true> place(slot);
    const bool taken = place.enqueue() == 0;
    place.show();
    ASSERT_TRUE(taken);
    body();
    if (cown.isOnlyFor(slot)) {
        cown.freeUnseen();
        cown.drop();
    } else if (cown.release(slot).kind == boc::detail::Released::Heir) {
        cown.drop();
    }
}

TEST(Model, TheLastHandleGoesWhileABehaviorHasTheCown)
{
    expectAlways(3, 2, [] {
        Ends ends;
        auto *cown = new CountedCown(ends);
        Thread other;
        hold(*cown, [&] { other = Thread([cown] { cown->drop(); }); });
        other.join();
        EXPECT_EQ(ends.deaths, 1);
        EXPECT_EQ(ends.frees, 1);
    });
}

TEST(Model, AHandleIsMadeByTheBodyWhileTheLastOneGoes)
{
    expectAlways(3, 2, [] {
        Ends ends;
        auto *cown = new CountedCown(ends);
        Thread other;
        Thread keeper;
        hold(*cown, [&] {
            other = Thread([cown] { cown->drop(); });
            cown->retain();
            keeper = Thread([cown] { cown->drop(); });
        });
        other.join();
        keeper.join();
        EXPECT_EQ(ends.deaths, 1);
        EXPECT_EQ(ends.frees, 1);
    });
}

TEST(Model, AWeakHandleIsLockedWhileABehaviorEndsTheCown)
{
    expectAlways(3, 2, [] {
        Ends ends;
        auto *cown = new CountedCown(ends);
        cown->retainWeak();
        Thread other([cown] {
            const bool locked = cown->promote();
            cown->dropWeak();
            if (locked)
                cown->drop();
        });
        hold(*cown, [&] { cown->drop(); });
        other.join();
        EXPECT_EQ(ends.deaths, 1);
        EXPECT_EQ(ends.frees, 1);
    });
}

} // namespace
