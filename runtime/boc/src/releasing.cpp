// SPDX-License-Identifier: MIT
#include <boc/detail/releasing.h>

#include "scheduler.h"

#include <boc/detail/scheduling.h>

#include <utility>

namespace boc::detail {

void DeadCowns::add(CownCore &cown) noexcept
{
    cown.m_nextReclaimed = nullptr;
    if (m_last)
        m_last->m_nextReclaimed = &cown;
    else
        m_first = &cown;
    m_last = &cown;
}

void DeadCowns::reclaim() noexcept
{
    while (m_first)
        std::exchange(m_first, m_first->m_nextReclaimed)->reclaim();
}

void Releasing::releaseOther(Slot &slot) noexcept
{
    if (slot.isDuplicate())
        return;
    CownCore &cown = *slot.cown();
    const Released released = slot.ownsHandle() && cown.isOnlyFor(slot)
        ? Released{nullptr, Released::Dead}
        : cown.release(slot);
    if (released.kind == Released::Dead)
        slot.disownHandle();
    add(released, slot);
}

void Releasing::releaseResult(Slot &slot) noexcept
{
    CownCore &cown = *slot.cown();
    add(cown.isOnlyFor(slot) ? Released{nullptr, Released::Dead} : cown.release(slot), slot);
}

void Releasing::addReaders(Slot *first) noexcept
{
    // The slot may be gone once its behavior has arrived.
    for (Slot *slot = first; slot;) {
        BehaviorCore &behavior = slot->behavior();
        slot = slot->successor().slot;
        count(behavior);
    }
}

void Releasing::dispatch(BehaviorCore &behavior) noexcept
{
    behavior.scheduler().dispatch(behavior);
}

void WorkerFront::dispatch(BehaviorCore &behavior) noexcept
{
    behavior.scheduler().dispatch(behavior);
}

void grant(const Released &released) noexcept
{
    Releasing releasing(nullptr);
    releasing.add(released);
    releasing.finish();
}

void Scheduler::release(BehaviorCore &behavior, WorkerFront *worker) noexcept
{
    Releasing releasing(worker);
    for (Slot &slot : behavior.slots())
        releasing.release(slot);
    if (behavior.hasResult())
        releasing.releaseResult(behavior.resultSlot());
    releasing.finish();
    behavior.dropHandles();
    behavior.destroy();
}

} // namespace boc::detail
