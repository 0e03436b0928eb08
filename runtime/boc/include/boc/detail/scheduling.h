// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/behavior_core.h>
#include <boc/detail/failure.h>

#include <memory>
#include <span>

/// \file
/// The few calls through which the templates of the public headers reach the scheduler.
namespace boc {
class Runtime;
} // namespace boc

namespace boc::detail {

/// The runtime of the calling thread: a worker's, or the one that the thread made last (or pumps).
/// Throws UsageError where there is none, in the name of `user`.
Scheduler &currentScheduler(const char *user = "when");

/// The scheduler of a runtime.
Scheduler &schedulerOf(Runtime &runtime) noexcept;

/// Counts one more behavior as in flight; throws StoppedError, leaving the count as it was, if the
/// runtime is stopping.
void admit(Scheduler &scheduler);

/// Takes back an admission, for a behavior that will never be placed.
void retract(Scheduler &scheduler) noexcept;

/// Puts all behaviors into the queues of their cowns, in one step as seen by everybody else, and
/// dispatches those that got all of them. Within the batch the order is that of the span.
void place(std::span<BehaviorCore *const> batch) noexcept;

/// Hands on what CownCore::release has granted: dispatches the behaviors that have all their cowns.
void grant(Slot *granted) noexcept;

/// The hook for exceptions that nobody reads.
const std::shared_ptr<const ExceptionHook> &exceptionHook(const Scheduler &scheduler) noexcept;

/// What the result of a cancelled behavior holds.
std::exception_ptr stoppedException() noexcept;

} // namespace boc::detail
