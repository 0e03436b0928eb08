// SPDX-License-Identifier: MIT
#include <boc/detail/behavior_core.h>

#include "scheduler.h"

#include <boc/errors.h>

#include <algorithm>

namespace boc::detail {

#ifndef BOC_DETERMINISTIC
static_assert(sizeof(void *) != 8 || sizeof(BehaviorCore) == 64, "every behavior pays for this");
#endif

namespace {

/// Orders by cown, writes before reads, so that folding keeps a write.
bool precedes(const Slot &a, const Slot &b) noexcept
{
    if (a.cown != b.cown)
        return LockRank::before(a.cown, b.cown);
    return a.access == Access::Write && b.access == Access::Read;
}

/// Few slots are the rule, and often sorted already.
void sortSlots(Slot *slots, std::uint32_t count)
{
    constexpr std::uint32_t insertionLimit = 16;
    if (count > insertionLimit) {
        std::sort(slots, slots + count, precedes);
        return;
    }
    for (std::uint32_t i = 1; i < count; ++i) {
        const Slot slot = slots[i];
        std::uint32_t j = i;
        for (; j > 0 && precedes(slot, slots[j - 1]); --j)
            slots[j] = slots[j - 1];
        slots[j] = slot;
    }
}

} // namespace

void BehaviorCore::adoptSlots(Slot *slots, std::uint32_t count)
{
    check.writes();
    sortSlots(slots, count);
    std::uint32_t kept = 0;
    bool pinned = false;
    for (std::uint32_t i = 0; i < count; ++i) {
        const CownCore *cown = slots[i].cown;
        if (!cown)
            throw UsageError("when: a cown handle is empty (moved from, or never assigned)");
        if (kept > 0 && slots[kept - 1].cown == cown)
            continue;
        if (cown->isPinned()) {
            pinned = true;
            if (cown->pinnedRuntime() != m_scheduler->id())
                throw UsageError("when: a pinned cown can only be used with the runtime whose main "
                                 "thread it was made on");
        }
        slots[kept++] = slots[i];
    }
    for (std::uint32_t i = 0; i < kept; ++i)
        slots[i].cown->retain();
    m_slotsOffset = static_cast<std::uint32_t>(reinterpret_cast<std::byte *>(slots)
                                               - reinterpret_cast<std::byte *>(this));
    m_slotCount = kept;
    m_pinned = pinned;
}

void BehaviorCore::dropCowns() noexcept
{
    for (const Slot &slot : slotSpan())
        slot.cown->drop();
}

} // namespace boc::detail
