// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/sync.h>

#include <exception>

namespace boc::detail {

class RuntimeContext;
class Scheduler;
class ScopeState;
class WorkerFront;

/// The library's state of the calling thread.
struct ThreadContext
{
    /// The thread's runtime: the one that it made or began to pump last and that still exists;
    /// otherwise, on a worker, the worker's own.
    Scheduler *scheduler = nullptr;
    /// Set on workers, but not while they pump a runtime of their own.
    WorkerFront *worker = nullptr;
    /// The runtime whose behavior's body runs on this thread; null outside bodies. On a worker it
    /// is always set: all user code there belongs to a behavior.
    const RuntimeContext *bodyOf = nullptr;
    /// The runtime whose worker this thread is, even while it pumps another one; null on other
    /// threads.
    const RuntimeContext *workerOf = nullptr;
    /// The runtime of the hook that runs on this thread; null outside hooks.
    const RuntimeContext *hookOf = nullptr;
    /// The scope of the running behavior; null if it has none, and outside bodies.
    ScopeState *scope = nullptr;
    /// True if the running body has read its noticeboard: see NoticeCache.
    bool hasNotices = false;
    /// The C++ runtime's counter of the thread's uncaught exceptions; null if unknown.
    const unsigned *uncaught = nullptr;
};

inline ThreadContext &threadContext() noexcept
{
    return threadLocal<ThreadContext>();
}

/// std::uncaught_exceptions, read without a call if possible.
inline int uncaughtExceptions() noexcept
{
    const unsigned *const uncaught = threadContext().uncaught;
    return uncaught ? static_cast<int>(*uncaught) : std::uncaught_exceptions();
}

/// Finds the calling thread's counter of uncaught exceptions, if possible.
void locateUncaughtExceptions() noexcept;

/// Makes this new runtime the current one of the calling thread, which made it. May throw
/// std::bad_alloc, with no effect; the functions below need no memory.
void addRuntime(Scheduler &scheduler);

/// The calling thread, which made this runtime, begins to pump it; it becomes the current one.
void enterRuntime(Scheduler &scheduler) noexcept;

/// The calling thread stops pumping this runtime; the previous one becomes current again.
void leaveRuntime(Scheduler &scheduler) noexcept;

/// The runtime ends on the calling thread, which made it: it is no longer current anywhere.
void forgetRuntime(Scheduler &scheduler) noexcept;

} // namespace boc::detail
