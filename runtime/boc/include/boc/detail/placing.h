// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/behavior_core.h>
#include <boc/detail/cown_core.h>
#include <boc/detail/sync.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace boc::detail {

/// The order in which the cowns of slots are locked.
inline bool precedes(const Slot *a, const Slot *b) noexcept
{
    return LockRank::before(a->cown(), b->cown());
}

/// Of slots in the order of their locks, keeps one for each cown, in front, and marks the others as
/// duplicates. If one of several mentions of a cown writes, the slot that stands for them does.
/// Returns how many are kept.
inline std::size_t foldDuplicates(Slot **slots, std::size_t count) noexcept
{
    std::size_t kept = 0;
    for (std::size_t i = 0; i < count; ++i) {
        Slot *const slot = slots[i];
        if (kept > 0 && slots[kept - 1]->cown() == slot->cown()) [[unlikely]] {
            slot->setDuplicate();
            if (slot->access() == Access::Write)
                slots[kept - 1]->setWrite();
        } else {
            slots[kept++] = slot;
        }
    }
    return kept;
}

/// A step of a sorting network.
inline void putInOrder(Slot *&a, Slot *&b) noexcept
{
    Slot *const first = a;
    Slot *const second = b;
    const bool swap = precedes(second, first);
    a = swap ? second : first;
    b = swap ? first : second;
}

/// Phase one and two for slots that stand for different cowns, in the order of their locks; true if
/// all cowns were taken. If not, the behavior may be gone on return.
///
/// From the first append on the behavior may be granted what is missing, and run, but it cannot be
/// gone while its slots are used here: it cannot release a cown that is locked.
inline bool placeSlots(BehaviorCore &behavior, Slot *const *slots, std::size_t count,
                       Slot **predecessors) noexcept
{
    std::uint32_t missing = 0;
    for (std::size_t i = 0; i < count; ++i) {
        slots[i]->cown()->lock();
        const CownCore::Placed placed = slots[i]->cown()->enqueue(*slots[i]);
        predecessors[i] = placed.predecessor;
        missing += placed.taken ? 0 : 1;
    }
    behavior.setMissing(missing);
    for (std::size_t i = 0; i < count; ++i) {
        CownCore *const cown = slots[i]->cown();
        if (predecessors[i])
            predecessors[i]->append(*slots[i]);
        cown->unlock();
    }
    return missing == 0;
}

/// Places a behavior with so many slots, which is not pinned to be known but by itself; true if it
/// is ready, so that the caller has to dispatch it.
template <std::size_t count>
bool placeFew(BehaviorCore &behavior, Slot *slots) noexcept
{
    static_assert(count <= 3);
    if constexpr (count == 0) {
        behavior.setMissing(0);
        return true;
    } else {
        std::array<Slot *, count> order;
        std::array<Slot *, count> predecessors;
        for (std::size_t i = 0; i < count; ++i)
            order[i] = slots + i;
        if constexpr (count == 2) {
            putInOrder(order[0], order[1]);
        } else if constexpr (count == 3) {
            putInOrder(order[0], order[1]);
            putInOrder(order[1], order[2]);
            putInOrder(order[0], order[1]);
        }
        bool different = true;
        for (std::size_t i = 1; i < count; ++i)
            different = different && order[i - 1]->cown() != order[i]->cown();
        if (different) [[likely]]
            return placeSlots(behavior, order.data(), count, predecessors.data());
        return placeSlots(behavior, order.data(), foldDuplicates(order.data(), count),
                          predecessors.data());
    }
}

} // namespace boc::detail
