// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/behavior_core.h>
#include <boc/detail/cown_core.h>
#include <boc/detail/failure.h>
#include <boc/detail/thread_context.h>
#include <boc/detail/worker_front.h>

#include <memory>
#include <span>

/// \file
/// The functions through which the templates of the public headers use the scheduler.
namespace boc {
class Runtime;
} // namespace boc

namespace boc::detail {

/// Throws UsageError in the name of `user`: the thread has no runtime.
[[noreturn]] void throwNoRuntime(const char *user);

/// The runtime of the calling thread: a worker's, or the one that the thread made last (or pumps).
/// Throws UsageError in the name of `user` if there is none.
inline Scheduler &currentScheduler(const char *user = "when")
{
    Scheduler *const scheduler = threadContext().scheduler;
    if (!scheduler) [[unlikely]]
        throwNoRuntime(user);
    return *scheduler;
}

/// The scheduler of a runtime.
Scheduler &schedulerOf(Runtime &runtime) noexcept;

/// The runtime of a new behavior, and the scope that was named, if any.
struct Origin
{
    Origin(Scheduler &s) noexcept
        : scheduler(s)
    { }
    Origin(Scheduler &s, ScopeState *named) noexcept
        : scheduler(s)
        , scope(named)
    { }

    Scheduler &scheduler;
    ScopeState *scope = nullptr;
};

/// The slow path of admit.
void admitSlowly(BehaviorCore &behavior, ScopeState *named);

/// Counts the behavior as in flight; it joins the scope that was named or that the calling behavior
/// belongs to. Throws StoppedError if the runtime is stopping, CancelledError if the scope is
/// cancelled, with all counts unchanged; then the behavior is destroyed.
inline void admit(BehaviorCore &behavior, ScopeState *named)
{
    const ThreadContext &context = threadContext();
    WorkerFront *const worker = context.worker;
    if (worker && &worker->scheduler == &behavior.scheduler() && !named && !context.scope
        && !worker->flags.any()) [[likely]]
        worker->inFlight.scheduled.add();
    else
        admitSlowly(behavior, named);
}

/// Undoes admit, for a behavior that will never be placed.
void retract(Scheduler &scheduler, ScopeState *scope) noexcept;

/// Puts the behaviors into the queues of their cowns, atomically for other threads, and dispatches
/// those that hold all their cowns. Within the batch, the order is that of the span. A single
/// behavior is placed by placeFew or placeMany.
void place(std::span<BehaviorCore *const> batch) noexcept;

/// Processes what CownCore::release granted: dispatches the behaviors that have all their cowns.
void grant(const Released &released) noexcept;

/// Calls the hook with an exception that nobody can read.
void reportUnread(Scheduler &scheduler, const std::exception_ptr &exception) noexcept;

/// Destroys the noticeboard snapshot of the calling thread's behavior.
void dropNotices() noexcept;

/// The hook for exceptions that nobody reads.
const std::shared_ptr<const ExceptionHook> &exceptionHook(const Scheduler &scheduler) noexcept;

/// The exceptions for the result of a behavior whose body never ran because its runtime was stopped
/// or its scope was cancelled; std::bad_alloc if there is no memory for one.
std::exception_ptr stoppedException() noexcept;
std::exception_ptr cancelledException() noexcept;

} // namespace boc::detail
