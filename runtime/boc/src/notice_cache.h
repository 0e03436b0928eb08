// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/scheduling.h>
#include <boc/detail/thread_context.h>
#include <boc/notice_snapshot.h>

namespace boc::detail {

/// The noticeboard snapshot of the behavior that runs on this thread, from its first read to its
/// end. Set if and only if ThreadContext::hasNotices. Not a member of ThreadContext, which must be
/// trivially destructible to keep access to it cheap.
struct NoticeCache
{
    NoticeSnapshot snapshot;
};

/// To be called after each body.
inline void endNotices() noexcept
{
    if (threadContext().hasNotices) [[unlikely]]
        dropNotices();
}

/// Saves and restores the snapshot of a behavior while its body pumps another runtime.
class NoticesAside
{
public:
    NoticesAside() noexcept;
    ~NoticesAside();
    NoticesAside(const NoticesAside &) = delete;
    NoticesAside &operator=(const NoticesAside &) = delete;

private:
    bool m_had;
    NoticeSnapshot m_snapshot;
};

} // namespace boc::detail
