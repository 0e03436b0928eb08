// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/scheduling.h>
#include <boc/detail/thread_context.h>

#include <boc/notice_snapshot.h>

namespace boc::detail {

/// The board as the behavior that runs on this thread has seen it, from its first look to its end.
/// Filled if and only if ThreadContext::hasNotices; beside that and not in it, since the context
/// must stay free of destructors, which each access to it would have to look for.
struct NoticeCache
{
    NoticeSnapshot snapshot;
};

/// To be called behind each body.
inline void endNotices() noexcept
{
    if (threadContext().hasNotices) [[unlikely]]
        dropNotices();
}

/// Sets the snapshot of a behavior aside while its body pumps another runtime.
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
