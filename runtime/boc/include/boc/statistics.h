// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

/// \file
/// What a runtime counts.
namespace boc {

/// What one worker has done since its runtime started. May be read at any time and on any thread,
/// without slowing the workers. A set read while workers run is not one moment's, and a behavior
/// may be counted a moment after it ran, but each counter only grows: no reading gives less than an
/// earlier one, whichever threads read. At quiescence all counters are exact; then, summed over all
/// workers:
///
///     pushedLocal + dispatchedToPending + pushedRemote == poppedLocal + poppedViaSteal
///
/// since every behavior that became ready was pushed once and every one that ran was popped once.
/// Moving a behavior between queues (a batch taken by a thief, an inbox emptied into the ring) is
/// neither.
struct WorkerStatistics
{
    /// Behaviors this worker made ready while its pending slot was full, and put into its own
    /// queue. Also behaviors put back since they run again (see Flow).
    std::uint64_t pushedLocal = 0;
    /// Behaviors this worker made ready and put into its empty pending slot, or took directly as
    /// the successor of the behavior it had just released.
    std::uint64_t dispatchedToPending = 0;
    /// Behaviors received into this worker's inbox from threads that are not workers of the
    /// runtime.
    std::uint64_t pushedRemote = 0;
    /// Behaviors taken from the worker's own pending slot, queue or inbox.
    std::uint64_t poppedLocal = 0;
    /// Successful steals; each took one behavior to run at once (and perhaps more into the own
    /// queue, which count when they are popped).
    std::uint64_t poppedViaSteal = 0;
    /// Failed attempts to enter this worker's inbox, by whoever pushed.
    std::uint64_t enqueueCasRetries = 0;
    /// Lost races of this worker for the head of a queue, its own or a victim's.
    std::uint64_t dequeueCasRetries = 0;
    /// Times the queue was served although pending work was there, since the run budget was spent.
    std::uint64_t batchResets = 0;
    /// Tries to steal from one victim.
    std::uint64_t stealAttempts = 0;
    /// Tries that found nothing.
    std::uint64_t stealFailures = 0;
    /// Times the fairness interval was over and queued work (the own inbox's, or of a worker with a
    /// longer queue) was served before the local run went on.
    std::uint64_t fairnessArmFires = 0;
    /// Times the worker went to sleep.
    std::uint64_t parked = 0;
    /// Steady-clock time of the last try to steal, in nanoseconds; zero if there was none.
    std::int64_t lastStealAttemptNs = 0;
    /// Behaviors whose bodies this worker ran; one that runs again counts each time.
    std::uint64_t executed = 0;
};

/// What has happened to the messages of one tag since it came into use. All counts are of one
/// moment, so that `sent == received + drained + waiting` always holds.
struct MessageQueueStatistics
{
    /// Whose messages these are.
    std::string tag;
    /// Messages accepted, whether they were queued or handed to a receiver that waited.
    std::uint64_t sent = 0;
    /// Messages that a receiver got.
    std::uint64_t received = 0;
    /// Messages that drain threw away.
    std::uint64_t drained = 0;
    /// Messages refused since the queue was full.
    std::uint64_t rejected = 0;
    /// Messages in the queue now. What is handed to a receiver that waits is never in the queue.
    std::uint64_t waiting = 0;
    /// The most that ever were in it.
    std::uint64_t highest = 0;
    /// Threads that wait now for a message of this tag.
    std::uint64_t receivers = 0;
    /// Failed attempts to enter the queues, by senders to this tag.
    std::uint64_t sendRetries = 0;
    /// The same by receivers from it.
    std::uint64_t receiveRetries = 0;
};

/// A runtime's counters. Same reading rules as for WorkerStatistics.
struct Statistics
{
    /// By the workers' indexes.
    std::vector<WorkerStatistics> workers;
    /// Behaviors that became ready for the main thread (each time, for one that runs again).
    std::uint64_t pinnedPushed = 0;
    /// Times that one of them had to be put in place again, since another came first. Taking them
    /// never has to be tried again.
    std::uint64_t pinnedPushRetries = 0;
    /// Those of them that it ran or ended in pump.
    std::uint64_t pinnedExecuted = 0;
    /// Calls of pump, those that wait, quiesce and receive make included.
    std::uint64_t pumpCalls = 0;
    /// The time spent in them.
    std::chrono::nanoseconds pumpTime{0};
    /// Behaviors scheduled, those that were refused included.
    std::uint64_t scheduled = 0;
    /// Those of them whose lives ended: run, refused, or given up. The difference is what is in
    /// flight, and never negative.
    std::uint64_t completed = 0;
    /// Behaviors that count as scheduled and completed although nothing was scheduled: `when` threw
    /// StoppedError or CancelledError, or an exception passed before a sum of behaviors was placed.
    /// Without these, each behavior that completed became ready, for a worker or the main thread.
    std::uint64_t refused = 0;
    /// Behaviors that ended without running their bodies, since the runtime was stopped.
    std::uint64_t cancelled = 0;
    /// Behaviors that ended without running their bodies, since their Scope was cancelled.
    std::uint64_t scopeCancelled = 0;
    /// The message queues, in the order in which their tags came into use.
    std::vector<MessageQueueStatistics> messageQueues;
};

} // namespace boc
