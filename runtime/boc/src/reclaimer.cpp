// SPDX-License-Identifier: MIT
#include "reclaimer.h"

namespace boc::detail {

void Reclaimer::reclaim(CownCore &cown) noexcept
{
    if (m_active) {
        cown.m_nextReclaimed = nullptr;
        if (m_last)
            m_last->m_nextReclaimed = &cown;
        else
            m_first = &cown;
        m_last = &cown;
        return;
    }
    m_active = true;
    cown.destroy();
    while (CownCore *next = m_first) {
        m_first = next->m_nextReclaimed;
        if (!m_first)
            m_last = nullptr;
        next->destroy();
    }
    m_active = false;
}

} // namespace boc::detail
