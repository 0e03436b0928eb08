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
/// The few calls through which the templates of the public headers reach the scheduler.
namespace boc {
class Runtime;
} // namespace boc

namespace boc::detail {

/// Throws UsageError in the name of `user`: the thread has no runtime.
[[noreturn]] void throwNoRuntime(const char *user);

/// The runtime of the calling thread: a worker's, or the one that the thread made last (or pumps).
/// Throws UsageError where there is none, in the name of `user`.
inline Scheduler &currentScheduler(const char *user = "when")
{
    Scheduler *const scheduler = threadContext().scheduler;
    if (!scheduler) [[unlikely]]
        throwNoRuntime(user);
    return *scheduler;
}

/// The scheduler of a runtime.
Scheduler &schedulerOf(Runtime &runtime) noexcept;

/// Where a behavior comes from: its runtime, and the scope that was named, if any.
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

/// As admit, off the fast path.
void admitSlowly(BehaviorCore &behavior, ScopeState *named);

/// Counts the behavior as in flight; it joins the scope that was named or that the calling behavior
/// belongs to. Throws StoppedError if the runtime is stopping, CancelledError if the scope is
/// cancelled, leaving all counts as they were; the behavior is destroyed then.
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

/// Takes back an admission, for a behavior that will never be placed.
void retract(Scheduler &scheduler, ScopeState *scope) noexcept;

/// Puts the behaviors into the queues of their cowns, in one step as seen by everybody else;
/// dispatches those that got all of them. Within the batch the order is that of the span. Single
/// ones are placed by placeFew and placeMany.
void place(std::span<BehaviorCore *const> batch) noexcept;

/// Hands on what CownCore::release has granted: dispatches the behaviors that have all their cowns.
void grant(const Released &released) noexcept;

/// Tells the hook of an exception that nobody can read.
void reportUnread(Scheduler &scheduler, const std::exception_ptr &exception) noexcept;

/// Destroys what the calling thread's behavior has seen of its noticeboard.
void dropNotices() noexcept;

/// The hook for exceptions that nobody reads.
const std::shared_ptr<const ExceptionHook> &exceptionHook(const Scheduler &scheduler) noexcept;

/// What the result of a behavior holds whose body never ran, since its runtime was stopped or its
/// scope was cancelled; std::bad_alloc if there is no memory for that.
std::exception_ptr stoppedException() noexcept;
std::exception_ptr cancelledException() noexcept;

} // namespace boc::detail
