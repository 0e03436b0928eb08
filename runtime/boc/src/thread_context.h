// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/sync.h>

namespace boc::detail {

class Scheduler;
class ScopeState;
class Worker;

/// What the library knows of the calling thread.
struct ThreadContext
{
    /// The thread's runtime: the one that it made or began to pump last, of those that it has not
    /// ended; otherwise, on workers, their own.
    Scheduler *scheduler = nullptr;
    /// Set on workers, but not while they pump a runtime of their own.
    Worker *worker = nullptr;
    /// The runtime whose behavior runs its body on this thread; null outside bodies.
    const Scheduler *bodyOf = nullptr;
    /// The scope of that behavior; null if it belongs to none, and outside bodies.
    ScopeState *scope = nullptr;
    /// That body has looked at its noticeboard: see NoticeCache.
    bool hasNotices = false;
};

inline ThreadContext &threadContext() noexcept
{
    return threadLocal<ThreadContext>();
}

/// The calling thread has made this runtime, which becomes its current one. May throw
/// std::bad_alloc, leaving all as it was; whatever the thread does with the runtime later needs no
/// memory for that.
void addRuntime(Scheduler &scheduler);

/// The calling thread, which made this runtime, pumps it; it becomes its current one.
void enterRuntime(Scheduler &scheduler) noexcept;

/// The calling thread has pumped this runtime; the one before becomes current again.
void leaveRuntime(Scheduler &scheduler) noexcept;

/// The runtime ends on the calling thread, which made it: it is current nowhere any more.
void forgetRuntime(Scheduler &scheduler) noexcept;

} // namespace boc::detail
