// SPDX-License-Identifier: MIT
#include <boc/detail/handover.h>

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

void DeadCowns::reclaimAll() noexcept
{
    while (m_first) {
        CownCore *const cown = std::exchange(m_first, m_first->m_nextReclaimed);
        if (!m_first)
            m_last = nullptr;
        cown->reclaim();
    }
}

BehaviorCore *Handover::releaseOther(Slot &slot) noexcept
{
    if (slot.isDuplicate())
        return nullptr;
    CownCore &cown = *slot.cown();
    const Released released = slot.ownsHandle() && cown.isOnlyFor(slot)
        ? Released{nullptr, Released::Dead}
        : cown.release(slot);
    if (released.kind == Released::Writer)
        return &released.first->behavior();
    if (released.kind == Released::Dead) {
        slot.disownHandle();
        dead.add(cown);
    } else {
        grant(released);
    }
    return nullptr;
}

void Handover::releaseResult(Slot &slot) noexcept
{
    CownCore &cown = *slot.cown();
    const Released released =
        cown.isOnlyFor(slot) ? Released{nullptr, Released::Dead} : cown.release(slot);
    if (released.kind == Released::Dead)
        dead.add(cown);
    else
        grant(released);
}

void Handover::release(BehaviorCore &behavior) noexcept
{
    for (Slot &slot : behavior.slots())
        release<1>(&slot);
    if (behavior.hasResult())
        releaseResult(behavior.resultSlot());
}

void Handover::grant(const Released &released) noexcept
{
    if (released.kind == Released::Writer) {
        arrive(released.first->behavior(), 1);
    } else if (released.kind == Released::Readers) {
        // The slot may be gone once its behavior has arrived.
        for (Slot *slot = released.first; slot;) {
            BehaviorCore &behavior = slot->behavior();
            slot = slot->successor().slot;
            arrive(behavior, 1);
        }
    }
}

void Handover::dispatch(BehaviorCore &behavior) noexcept
{
    behavior.scheduler().dispatch(behavior);
}

void grant(const Released &released) noexcept
{
    Handover(nullptr).grant(released);
}

void Scheduler::release(BehaviorCore &behavior, Handover &handover) noexcept
{
    handover.release(behavior);
    behavior.dropHandles();
    behavior.destroy();
    handover.dead.reclaim();
}

} // namespace boc::detail
