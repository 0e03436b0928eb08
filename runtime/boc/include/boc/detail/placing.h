// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/behavior_core.h>
#include <boc/detail/cown_core.h>
#include <boc/detail/sync.h>

#include <cstddef>
#include <cstdint>

namespace boc::detail {

/// Shows a place that CownCore::enqueue gave to everybody, and gives back the lock.
inline void show(CownCore &cown, Slot &slot, const CownCore::Placed &placed) noexcept
{
    if (placed.predecessor)
        placed.predecessor->append(slot);
    cown.unlockAs(placed.word);
}

/// A slot on its way into the queue of its cown.
struct Place
{
    CownCore *cown;
    Slot *slot;

    /// A step of a sorting network.
    static void putInOrder(Place &a, Place &b) noexcept
    {
        const Place first = a;
        const Place second = b;
        const bool swap = LockRank::before(second.cown, first.cown);
        a.cown = swap ? second.cown : first.cown;
        a.slot = swap ? second.slot : first.slot;
        b.cown = swap ? first.cown : second.cown;
        b.slot = swap ? first.slot : second.slot;
    }
};

/// Places any number of slots; as placeFew.
bool placeMany(BehaviorCore &behavior) noexcept;

/// Places a behavior of one to three slots; true if it is ready, so that the caller has to dispatch
/// it. If not, it may be gone on return.
///
/// Written out for few slots, since this is what every `when` costs: no loops, nothing in memory.
///
/// From the first append on the behavior may be granted what is missing, and run, but it cannot be
/// gone while its slots are used here: it cannot release a cown that is locked.
template <std::size_t count>
inline bool placeFew(BehaviorCore &behavior, Slot *slots) noexcept
{
    static_assert(count >= 1 && count <= 3);
    Place first{slots[0].cown(), &slots[0]};
    if constexpr (count == 1) {
        const CownCore::Placed placed = first.cown->enqueue(*first.slot, first.cown->lock());
        behavior.setMissing(placed.taken ? 0 : 1);
        show(*first.cown, *first.slot, placed);
        return placed.taken;
    } else if constexpr (count == 2) {
        Place second{slots[1].cown(), &slots[1]};
        if (first.cown == second.cown) [[unlikely]]
            return placeMany(behavior);
        Place::putInOrder(first, second);
        const CownCore::Placed placed1 = first.cown->enqueue(*first.slot, first.cown->lock());
        const CownCore::Placed placed2 = second.cown->enqueue(*second.slot, second.cown->lock());
        const std::uint32_t missing = (placed1.taken ? 0u : 1u) + (placed2.taken ? 0u : 1u);
        behavior.setMissing(missing);
        show(*first.cown, *first.slot, placed1);
        show(*second.cown, *second.slot, placed2);
        return missing == 0;
    } else {
        Place second{slots[1].cown(), &slots[1]};
        Place third{slots[2].cown(), &slots[2]};
        if (first.cown == second.cown || first.cown == third.cown || second.cown == third.cown)
            [[unlikely]]
            return placeMany(behavior);
        Place::putInOrder(first, second);
        Place::putInOrder(second, third);
        Place::putInOrder(first, second);
        const CownCore::Placed placed1 = first.cown->enqueue(*first.slot, first.cown->lock());
        const CownCore::Placed placed2 = second.cown->enqueue(*second.slot, second.cown->lock());
        const CownCore::Placed placed3 = third.cown->enqueue(*third.slot, third.cown->lock());
        const std::uint32_t missing = (placed1.taken ? 0u : 1u) + (placed2.taken ? 0u : 1u)
            + (placed3.taken ? 0u : 1u);
        behavior.setMissing(missing);
        show(*first.cown, *first.slot, placed1);
        show(*second.cown, *second.slot, placed2);
        show(*third.cown, *third.slot, placed3);
        return missing == 0;
    }
}

} // namespace boc::detail
