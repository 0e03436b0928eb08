// SPDX-License-Identifier: MIT
#include "scheduler.h"

#include <boc/detail/scheduling.h>

#include <algorithm>
#include <utility>
#include <vector>

/// \file
/// Two-phase placement. First all cowns of the batch are locked in address order, taking the cown
/// or a place in its queue on the way; then all are unlocked. Since every behavior's places are
/// taken while all its cowns are locked, any two behaviors that share cowns are in the same order
/// in each of their queues, and "waits for" has no cycle. Locks nest in one global order, so that
/// placing cannot deadlock either; nothing but queue operations happens under them.

namespace boc::detail {

namespace {

/// Takes or queues for all cowns of the behavior, which are locked by then or by `lock`. Returns
/// the cown of one slot that was not granted; null if all were.
template <class Lock>
CownCore *enqueueAll(BehaviorCore &behavior, Lock lock) noexcept
{
    std::uint32_t missing = 0;
    CownCore *lastMissing = nullptr;
    for (Slot &slot : behavior.slotSpan()) {
        lock(*slot.cown);
        if (!slot.cown->enqueue(slot)) {
            ++missing;
            lastMissing = slot.cown;
        }
    }
    behavior.setMissing(missing);
    return lastMissing;
}

void placeOne(BehaviorCore &behavior) noexcept
{
    CownCore *missing = enqueueAll(behavior, [](CownCore &cown) { cown.lock(); });
    // A missing cown stays locked to the end: until it is unlocked the behavior cannot be granted
    // it, hence cannot run and be gone while its slots are read here.
    for (const Slot &slot : behavior.slotSpan()) {
        if (slot.cown != missing)
            slot.cown->unlock();
    }
    if (missing)
        missing->unlock();
    else
        behavior.scheduler().dispatch(behavior);
}

void placeBatch(std::span<BehaviorCore *const> batch) noexcept
{
    std::vector<CownCore *> cowns;
    for (const BehaviorCore *behavior : batch) {
        for (const Slot &slot : behavior->slotSpan())
            cowns.push_back(slot.cown);
    }
    std::sort(cowns.begin(), cowns.end(),
              [](const CownCore *a, const CownCore *b) { return LockRank::before(a, b); });
    cowns.erase(std::unique(cowns.begin(), cowns.end()), cowns.end());
    for (CownCore *cown : cowns)
        cown->lock();

    BehaviorCore *ready = nullptr;
    BehaviorCore **lastReady = &ready;
    for (BehaviorCore *behavior : batch) {
        if (!enqueueAll(*behavior, [](CownCore &) {})) {
            behavior->next = nullptr;
            *lastReady = behavior;
            lastReady = &behavior->next;
        }
    }
    for (CownCore *cown : cowns)
        cown->unlock();
    while (ready) {
        BehaviorCore *behavior = std::exchange(ready, ready->next);
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
