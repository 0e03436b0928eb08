// SPDX-License-Identifier: MIT
#include "notice_cache.h"

#include <boc/detail/sync.h>

#include <utility>

namespace boc::detail {

void dropNotices() noexcept
{
    const NoticeSnapshot last = std::exchange(threadLocal<NoticeCache>().snapshot, {});
    threadContext().hasNotices = false;
}

NoticesAside::NoticesAside() noexcept
    : m_had(std::exchange(threadContext().hasNotices, false))
{
    if (m_had)
        m_snapshot = std::exchange(threadLocal<NoticeCache>().snapshot, {});
}

NoticesAside::~NoticesAside()
{
    if (m_had)
        threadLocal<NoticeCache>().snapshot = std::move(m_snapshot);
    threadContext().hasNotices = m_had;
}

} // namespace boc::detail
