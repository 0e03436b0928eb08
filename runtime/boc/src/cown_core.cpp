// SPDX-License-Identifier: MIT
#include <boc/detail/cown_core.h>

#include "reclaimer.h"

#include <boc/errors.h>

#include <utility>

namespace boc::detail {

#ifndef BOC_DETERMINISTIC
static_assert(sizeof(void *) != 8 || sizeof(CownCore) == 40, "every cown pays for this");
#endif

bool CownCore::enqueue(Slot &slot) noexcept
{
    m_queueCheck.writes();
    if (slot.access == Access::Write) {
        if (m_holders == 0) {
            m_holders = -1;
            return true;
        }
    } else if (m_holders >= 0 && m_head == nullptr) {
        ++m_holders;
        return true;
    }
    slot.next = nullptr;
    if (m_tail)
        m_tail->next = &slot;
    else
        m_head = &slot;
    m_tail = &slot;
    return false;
}

Slot *CownCore::release(Access access) noexcept
{
    m_lock.lock();
    m_queueCheck.writes();
    if (access == Access::Write)
        m_holders = 0;
    else if (--m_holders > 0) {
        m_lock.unlock();
        return nullptr;
    }

    Slot *granted = m_head;
    if (granted) {
        Slot *last = granted;
        if (granted->access == Access::Write) {
            m_holders = -1;
        } else {
            m_holders = 1;
            while (last->next && last->next->access == Access::Read) {
                last = last->next;
                ++m_holders;
            }
        }
        m_head = std::exchange(last->next, nullptr);
        if (!m_head)
            m_tail = nullptr;
    }
    m_lock.unlock();
    return granted;
}

void CownCore::reclaim() noexcept
{
    Reclaimer::ofThread().reclaim(*this);
}

void claimForTaking(CownCore *cown)
{
    if (!cown)
        throw UsageError("take: the cown handle is empty (moved from, or never assigned)");
    if (!cown->isAtHome())
        throw UsageError("take: the value of a pinned cown can only be taken on the main thread of "
                         "its runtime");
    if (!cown->claim())
        throw UsageError("take: the cown has other handles, or behaviors that are scheduled on it; "
                         "wait for them and drop the handles first");
}

void requireContent(const CownCore &cown)
{
    if (!cown.hasContent())
        throw UsageError("take: the runtime of this pinned cown has ended, and the value with it");
}

} // namespace boc::detail
