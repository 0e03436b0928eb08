// SPDX-License-Identifier: MIT
#include "scheduler.h"

#include <boc/detail/scheduling.h>

#include <algorithm>

/// \file
/// Two-phase placement. First all cowns of the batch are locked in address order, taking the cown
/// or a place in its queue on the way; then all are unlocked. Since every behavior's places are
/// taken while all its cowns are locked, any two behaviors that share cowns are in the same order
/// in each of their queues, and "waits for" has no cycle. Locks nest in one global order, so that
/// placing cannot deadlock either; nothing but queue operations happens under them.

namespace boc::detail {

namespace {

/// Takes or queues for all cowns of the behavior, which are locked by then or by `lock`. True if
/// nothing is missing. `holds` arrivals more than the missing slots make the behavior wait for the
/// caller, too.
template <class Lock>
bool enqueueAll(BehaviorCore &behavior, Lock lock, std::uint32_t holds = 0) noexcept
{
    std::uint32_t missing = holds;
    for (Slot &slot : behavior.slotSpan()) {
        lock(*slot.cown);
        if (!slot.cown->enqueue(slot))
            ++missing;
    }
    behavior.setMissing(missing);
    return missing == 0;
}

void placeOne(BehaviorCore &behavior) noexcept
{
    const bool ready = enqueueAll(behavior, [](CownCore &cown) { cown.lock(); });
    // As soon as a cown that was missing is unlocked the behavior may be granted it and run, but it
    // cannot be gone while its slots are read here: to release a cown it has to lock it.
    for (const Slot &slot : behavior.slotSpan())
        slot.cown->unlock();
    if (ready)
        behavior.scheduler().dispatch(behavior);
}

/// The cown of the batch that is locked after `previous`, or first if that is null; null behind the
/// last. Each behavior's slots are sorted, so that looking for it needs no memory, which might not
/// be had: it is too late to fail here.
CownCore *nextToLock(std::span<BehaviorCore *const> batch, const CownCore *previous) noexcept
{
    CownCore *next = nullptr;
    for (const BehaviorCore *behavior : batch) {
        const std::span<Slot> slots = behavior->slotSpan();
        const auto later = std::partition_point(slots.begin(), slots.end(), [&](const Slot &slot) {
            return previous && !LockRank::before(previous, slot.cown);
        });
        if (later != slots.end() && (!next || LockRank::before(later->cown, next)))
            next = later->cown;
    }
    return next;
}

void placeBatch(std::span<BehaviorCore *const> batch) noexcept
{
    for (CownCore *cown = nextToLock(batch, nullptr); cown; cown = nextToLock(batch, cown))
        cown->lock();
    for (BehaviorCore *behavior : batch)
        enqueueAll(
            *behavior, [](CownCore &) {}, 1);
    // The behaviors wait for this thread as well, so that they and their slots are still there.
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

void grant(Slot *granted) noexcept
{
    while (granted) {
        // The slot may be gone once its behavior has arrived.
        BehaviorCore &behavior = *granted->behavior;
        granted = granted->next;
        if (behavior.arrive())
            behavior.scheduler().dispatch(behavior);
    }
}

} // namespace boc::detail
