// SPDX-License-Identifier: MIT
#include "scheduler.h"

#include <boc/detail/scheduling.h>

#include <algorithm>
#include <array>
#include <span>

/// \file
/// Two-phase placement. First all cowns of the batch are locked in address order, taking the cown
/// or a place in its queue on the way; then all places are shown to the others and all cowns
/// unlocked. Since every behavior's places are taken while all its cowns are locked, any two
/// behaviors that share cowns are in the same order in each of their queues, and "waits for" has no
/// cycle. Locks nest in one global order, so that placing cannot deadlock either; nothing but queue
/// operations happens under them.

namespace boc::detail {

namespace {

bool precedes(const Slot *a, const Slot *b) noexcept
{
    return LockRank::before(a->cown(), b->cown());
}

/// Of the slots of one behavior, those that stand for different cowns, in the order of their locks.
/// The others are marked as duplicates; if one of several mentions of a cown writes, the slot that
/// stands for them does.
class Order
{
public:
    explicit Order(const BehaviorCore &behavior) noexcept
        : m_slots(m_few.data())
    {
        const std::span<Slot> slots = behavior.slots();
        std::size_t count = 0;
        if (slots.size() <= m_few.size()) {
            for (Slot &slot : slots) {
                std::size_t place = count++;
                for (; place > 0 && precedes(&slot, m_few[place - 1]); --place)
                    m_few[place] = m_few[place - 1];
                m_few[place] = &slot;
            }
        } else {
            m_slots = behavior.orderStorage();
            for (Slot &slot : slots)
                m_slots[count++] = &slot;
            std::sort(m_slots, m_slots + count, precedes);
        }
        for (std::size_t i = 0; i < count; ++i)
            add(*m_slots[i]);
    }

    Slot *const *begin() const noexcept { return m_slots; }
    Slot *const *end() const noexcept { return m_slots + m_count; }

private:
    void add(Slot &slot) noexcept
    {
        if (m_count > 0 && m_slots[m_count - 1]->cown() == slot.cown()) {
            slot.setDuplicate();
            if (slot.access() == Access::Write)
                m_slots[m_count - 1]->setWrite();
            return;
        }
        m_slots[m_count++] = &slot;
    }

    std::array<Slot *, BehaviorCore::fewSlots> m_few;
    Slot **m_slots;
    std::size_t m_count = 0;
};

void placeOne(BehaviorCore &behavior) noexcept
{
    const Order order(behavior);
    std::uint32_t missing = 0;
    for (Slot *slot : order) {
        slot->cown()->lock();
        if (!slot->cown()->enqueue(*slot))
            ++missing;
    }
    behavior.setMissing(missing);
    // From the first link on the behavior may be granted what is missing, and run, but it cannot be
    // gone while its slots are read here: it cannot release a cown that is locked.
    for (Slot *slot : order) {
        CownCore *const cown = slot->cown();
        CownCore::link(*slot);
        cown->unlock();
    }
    if (missing == 0)
        behavior.scheduler().dispatch(behavior);
}

/// The cown of the behavior that is locked after `previous`, or first if that is null; null behind
/// the last.
CownCore *nextToLock(const BehaviorCore &behavior, const CownCore *previous) noexcept
{
    const auto isDone = [&](const Slot *slot) {
        return previous && !LockRank::before(previous, slot->cown());
    };
    const std::span<Slot> slots = behavior.slots();
    if (slots.size() > BehaviorCore::fewSlots) {
        // In order already, though perhaps with duplicates at the end, which are not asked.
        Slot **const order = behavior.orderStorage();
        Slot **const end = order
            + std::count_if(slots.begin(), slots.end(),
                            [](const Slot &slot) { return !slot.isDuplicate(); });
        Slot **const next = std::partition_point(order, end, isDone);
        return next == end ? nullptr : (*next)->cown();
    }
    CownCore *first = nullptr;
    for (const Slot &slot : slots) {
        if (!isDone(&slot) && (!first || LockRank::before(slot.cown(), first)))
            first = slot.cown();
    }
    return first;
}

/// The same for all of a batch. Looking for it needs no memory, which might not be had: it is too
/// late to fail here.
CownCore *nextToLock(std::span<BehaviorCore *const> batch, const CownCore *previous) noexcept
{
    CownCore *first = nullptr;
    for (const BehaviorCore *behavior : batch) {
        CownCore *const next = nextToLock(*behavior, previous);
        if (next && (!first || LockRank::before(next, first)))
            first = next;
    }
    return first;
}

void placeBatch(std::span<BehaviorCore *const> batch) noexcept
{
    for (BehaviorCore *behavior : batch)
        static_cast<void>(Order(*behavior));
    for (CownCore *cown = nextToLock(batch, nullptr); cown; cown = nextToLock(batch, cown))
        cown->lock();
    for (BehaviorCore *behavior : batch) {
        std::uint32_t missing = 1; // waits for this thread as well, so that it is there to the end
        for (Slot &slot : behavior->slots()) {
            if (!slot.isDuplicate() && !slot.cown()->enqueue(slot))
                ++missing;
        }
        behavior->setMissing(missing);
    }
    for (BehaviorCore *behavior : batch) {
        for (Slot &slot : behavior->slots()) {
            if (!slot.isDuplicate())
                CownCore::link(slot);
        }
    }
    for (CownCore *cown = nextToLock(batch, nullptr); cown; cown = nextToLock(batch, cown))
        cown->unlock();
    for (BehaviorCore *behavior : batch) {
        if (behavior->arrive())
            behavior->scheduler().dispatch(*behavior);
    }
}

} // namespace

void place(std::span<BehaviorCore *const> batch) noexcept
{
    if (batch.size() == 1)
        placeOne(*batch.front());
    else
        placeBatch(batch);
}

} // namespace boc::detail
