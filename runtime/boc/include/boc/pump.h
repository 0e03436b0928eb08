// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <limits>

/// \file
/// Bounds and results of pumping, and the watch over it.
namespace boc {

/// Bounds of one call of Runtime::pump. Bounds gate the *start* of the next behavior: a body that
/// runs is never preempted.
struct PumpOptions
{
    /// Time from the call after which no further behavior is started; at least one is started if
    /// one is ready and the deadline is positive.
    std::chrono::nanoseconds deadline = std::chrono::nanoseconds::max();
    /// At most so many behaviors are run.
    std::size_t maxBehaviors = std::numeric_limits<std::size_t>::max();
    /// Throw the first exception that a body raised, after the pump is done and everything it ran
    /// is released. The exception is in the behavior's result all the same.
    bool rethrow = false;
};

/// What one call of Runtime::pump did.
struct PumpResult
{
    /// Pinned behaviors whose lives ended: bodies run, or released without their bodies after a
    /// stop. One that wants to run again (see Flow) counts each time it ran.
    std::size_t executed = 0;
    /// The deadline ended the call while work was left.
    bool deadlineReached = false;
    /// How many of the bodies raised an exception.
    std::size_t raised = 0;
    /// Work is left in the queue: call pump again, since the wake hook only speaks up when the
    /// queue goes from empty to not empty.
    bool remaining = false;
};

/// The pinned queue at one moment.
struct PinnedQueueStatus
{
    /// Behaviors that are ready and wait for the main thread.
    std::size_t depth = 0;
    /// How long the one at the front has been waiting; zero when the queue is empty.
    std::chrono::nanoseconds age{0};
};

/// Watches the pinned queue from a thread and with a timer of its own, so that a main thread that
/// no longer pumps is noticed whatever it hangs in. Age counts only while the queue is not empty:
/// a program without pinned work is never warned about. It is that of the behavior at the front: a
/// queue that never runs empty, but is pumped in time, is not starved however long that lasts.
struct WatchdogOptions
{
    /// Age from which the queue counts as starved; zero turns the watchdog off.
    std::chrono::milliseconds threshold{0};
    /// Called on the watchdog's thread when the queue becomes starved, and again each further
    /// `threshold` while it stays so. Cannot call what pumps or waits for the runtime. What
    /// it throws goes to RuntimeOptions::unhandledException, and the watchdog goes on.
    std::function<void(const PinnedQueueStatus &)> onStarved = {};
};

} // namespace boc
