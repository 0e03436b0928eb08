// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/sync.h>

#include <exception>

namespace boc::detail {

class RuntimeContext;
class Scheduler;
class ScopeState;
class WorkerFront;

/// What the library knows of the calling thread.
struct ThreadContext
{
    /// The thread's runtime: the one that it made or began to pump last, of those that it has not
    /// ended; otherwise, on workers, their own.
    Scheduler *scheduler = nullptr;
    /// Set on workers, but not while they pump a runtime of their own.
    WorkerFront *worker = nullptr;
    /// The runtime whose behavior runs its body on this thread; null outside bodies. A worker is
    /// always inside: all user code that it ever runs belongs to the life of some behavior.
    const RuntimeContext *bodyOf = nullptr;
    /// The runtime whose worker this thread is, whatever it pumps; null on other threads.
    const RuntimeContext *workerOf = nullptr;
    /// The runtime one of whose hooks runs on this thread; null outside of them.
    const RuntimeContext *hookOf = nullptr;
    /// The scope of that behavior; null if it belongs to none, and outside bodies.
    ScopeState *scope = nullptr;
    /// That body has looked at its noticeboard: see NoticeCache.
    bool hasNotices = false;
    /// Where the thread counts its exceptions on their way; null if that is not known.
    const unsigned *uncaught = nullptr;
};

inline ThreadContext &threadContext() noexcept
{
    return threadLocal<ThreadContext>();
}

/// std::uncaught_exceptions, without a call where it can be had.
inline int uncaughtExceptions() noexcept
{
    const unsigned *const uncaught = threadContext().uncaught;
    return uncaught ? static_cast<int>(*uncaught) : std::uncaught_exceptions();
}

/// Finds out where the calling thread counts its exceptions, if that can be known.
void locateUncaughtExceptions() noexcept;

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
