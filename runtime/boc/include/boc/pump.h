// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <limits>

/// \file
/// Bounds and results of pumping, and the watchdog.
namespace boc {

/// Bounds of one call of Runtime::pump. They are checked before each behavior starts; a running
/// body is never preempted.
struct PumpOptions
{
    /// Time from the call after which no further behavior is started; at least one is started if
    /// one is ready and the deadline is positive.
    std::chrono::nanoseconds deadline = std::chrono::nanoseconds::max();
    /// The maximum number of behaviors to run.
    std::size_t maxBehaviors = std::numeric_limits<std::size_t>::max();
    /// Rethrow the first exception that a body threw, at the end of pump, after all cowns are
    /// released. The exception is also in the behavior's result.
    bool rethrow = false;
};

/// The result of one call of Runtime::pump.
struct PumpResult
{
    /// Pinned behaviors that were run, or discarded after a stop. A behavior that runs again (see
    /// Flow) counts each time.
    std::size_t executed = 0;
    /// True if the deadline ended the call while work was left.
    bool deadlineReached = false;
    /// The number of bodies that threw an exception.
    std::size_t raised = 0;
    /// Work is left in the queue: call pump again, since the wake hook is only called when the
    /// queue goes from empty to not empty.
    bool remaining = false;
};

/// The pinned queue at one moment.
struct PinnedQueueStatus
{
    /// Behaviors that are ready and wait for the main thread.
    std::size_t depth = 0;
    /// How long the first one has been waiting; zero if the queue is empty.
    std::chrono::nanoseconds age{0};
};

/// Watches the pinned queue on a separate thread, to detect a main thread that no longer pumps,
/// whatever it hangs in. The age is the waiting time of the first behavior in the queue. So a
/// program without pinned work is never reported, nor is a queue that never runs empty but is
/// pumped in time.
struct WatchdogOptions
{
    /// Age from which the queue counts as starved; zero turns the watchdog off.
    std::chrono::milliseconds threshold{0};
    /// Called on the watchdog's thread when the queue becomes starved, and again after each further
    /// `threshold` while it stays starved. Must not pump or wait for the runtime. Its exceptions go
    /// to RuntimeOptions::unhandledException, and the watchdog continues.
    std::function<void(const PinnedQueueStatus &)> onStarved = {};
};

} // namespace boc
