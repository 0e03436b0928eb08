// SPDX-License-Identifier: MIT
#include "scheduler.h"

#include <boc/detail/behavior_core.h>
#include <boc/errors.h>

namespace boc::detail {

#ifndef BOC_DETERMINISTIC
static_assert(sizeof(void *) != 8 || (sizeof(BehaviorCore) == 88 && sizeof(Slot) == 24),
              "every behavior pays for this");
#endif

void BehaviorCore::checkSlots()
{
    for (const Slot &slot : slotSpan()) {
        const CownCore *const cown = slot.cown();
        if (!cown)
            throw UsageError("when: a cown handle is empty (moved from, or never assigned)");
        if (!cown->isPinned())
            continue;
        set(Pinned);
        if (cown->pinnedRuntime() != m_scheduler->id())
            throw UsageError("when: a pinned cown can only be used with the runtime whose main "
                             "thread it was made on");
    }
}

void BehaviorCore::abandon() noexcept
{
    if (hasResult() && m_result.cown()->release(m_result).kind == Released::Heir)
        inheritHandle(m_result);
    dropHandles();
    destroy();
}

void BehaviorCore::dropOwnedHandles() noexcept
{
    for (const Slot &slot : slotSpan()) {
        if (slot.ownsHandle())
            slot.cown()->drop();
    }
    if (hasResult() && m_result.ownsHandle())
        m_result.cown()->drop();
}

} // namespace boc::detail
