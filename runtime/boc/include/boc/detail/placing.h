// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/behavior_core.h>
#include <boc/detail/cown_core.h>
#include <boc/detail/sync.h>

#include <cstddef>
#include <cstdint>
#include <span>

namespace boc::detail {

/// Places a slot in the queue of its cown. `writes` is true if the slot is known to be a writer's.
template <bool writes>
class Place
{
public:
    explicit Place(Slot &slot) noexcept
        : m_cown(slot.cown())
        , m_slot(&slot)
    { }

    CownCore *cown() const noexcept { return m_cown; }

    /// Locks the cown and acquires it, or takes a place in its queue. Returns the number of missing
    /// cowns: 0 or 1.
    std::uint32_t enqueue() noexcept
    {
        const std::uintptr_t word = m_cown->lock();
        m_placed = writes ? m_cown->enqueueWrite(*m_slot, word) : m_cown->enqueue(*m_slot, word);
        return m_placed.taken ? 0 : 1;
    }

    /// Makes the place visible to other threads, and releases the lock.
    void show() const noexcept
    {
        if (m_placed.predecessor) {
            if constexpr (writes)
                m_placed.predecessor->appendWrite(*m_slot);
            else
                m_placed.predecessor->append(*m_slot);
        }
        m_cown->unlockAs(m_placed.word);
    }

    /// A step of a sorting network, without a branch that would be mispredicted.
    static void putInOrder(Place &a, Place &b) noexcept
    {
        const bool isBehind = LockRank::before(b.m_cown, a.m_cown);
        CownCore *const cown = isBehind ? b.m_cown : a.m_cown;
        Slot *const slot = isBehind ? b.m_slot : a.m_slot;
        b.m_cown = isBehind ? a.m_cown : b.m_cown;
        b.m_slot = isBehind ? a.m_slot : b.m_slot;
        a.m_cown = cown;
        a.m_slot = slot;
    }

private:
    CownCore *m_cown;
    Slot *m_slot;
    CownCore::Placed m_placed;
};

/// As placeFew, for the slots of any behavior, by the general algorithm. placeFew and placeMany
/// fall back to it if a cown is named twice.
bool placeAny(BehaviorCore &behavior) noexcept;

/// The same, with faster code for four to nine slots.
bool placeMany(BehaviorCore &behavior, bool writes) noexcept;

/// Places a behavior of one to three slots, which all write if `writes`; true if it is ready and
/// the caller has to dispatch it. Otherwise it may already be destroyed on return.
///
/// Unrolled, since every `when` pays for this: no loops, everything in registers.
///
/// After the first append, other threads may grant the missing cowns and run the behavior. It
/// cannot be destroyed while its slots are used here, because it cannot release a locked cown.
template <std::size_t count, bool writes>
inline bool placeFew(BehaviorCore &behavior, Slot *all) noexcept
{
    static_assert(count >= 1 && count <= 3);
    Place<writes> first(all[0]);
    std::uint32_t missing = 0;
    if constexpr (count == 1) {
        missing = first.enqueue();
        behavior.setMissing(missing);
        first.show();
    } else if constexpr (count == 2) {
        Place<writes> second(all[1]);
        if (first.cown() == second.cown()) [[unlikely]]
            return placeAny(behavior);
        Place<writes>::putInOrder(first, second);
        missing = first.enqueue();
        missing += second.enqueue();
        behavior.setMissing(missing);
        first.show();
        second.show();
    } else {
        Place<writes> second(all[1]);
        Place<writes> third(all[2]);
        if (first.cown() == second.cown() || first.cown() == third.cown()
            || second.cown() == third.cown()) [[unlikely]]
            return placeAny(behavior);
        Place<writes>::putInOrder(first, second);
        Place<writes>::putInOrder(second, third);
        Place<writes>::putInOrder(first, second);
        missing = first.enqueue();
        missing += second.enqueue();
        missing += third.enqueue();
        behavior.setMissing(missing);
        first.show();
        second.show();
        third.show();
    }
    return missing == 0;
}

/// As placeFew, for a number of slots that is known at run time only.
template <bool writes>
inline bool placeSome(BehaviorCore &behavior, std::span<Slot> all) noexcept
{
    if constexpr (!exploring) {
        switch (all.size()) {
        case 1:
            return placeFew<1, writes>(behavior, all.data());
        case 2:
            return placeFew<2, writes>(behavior, all.data());
        case 3:
            return placeFew<3, writes>(behavior, all.data());
        }
    }
    return placeMany(behavior, writes);
}

} // namespace boc::detail
