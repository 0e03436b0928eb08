// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

/// \file
/// The counters of a runtime.
namespace boc {

/// The counters of one worker since its runtime started. May be read at any time on any thread,
/// without slowing down the workers. While workers run, the counters are not read at the same
/// instant, and a behavior may be counted shortly after it ran. But counters never decrease between
/// readings, on any threads. At quiescence all counters are exact; then, summed over all workers:
///
///     pushedLocal + dispatchedToPending + pushedRemote == poppedLocal + poppedViaSteal
///
/// since every behavior that became ready was pushed once, and every behavior that ran was popped
/// once. Moving a behavior between queues (stealing a batch, emptying an inbox into the ring)
/// counts as neither.
struct WorkerStatistics
{
    /// Behaviors that this worker made ready while its pending slot was full, and put into its own
    /// queue. Also behaviors put back to run again (see Flow).
    std::uint64_t pushedLocal = 0;
    /// Behaviors that this worker made ready and put into its empty pending slot, or ran directly
    /// as the successor of the behavior that it had just released.
    std::uint64_t dispatchedToPending = 0;
    /// Behaviors received into this worker's inbox from threads that are not workers of the
    /// runtime.
    std::uint64_t pushedRemote = 0;
    /// Behaviors taken from the worker's own pending slot, queue or inbox.
    std::uint64_t poppedLocal = 0;
    /// Successful steals. Each takes one behavior to run at once, and possibly more into the
    /// worker's own queue, which count when they are popped.
    std::uint64_t poppedViaSteal = 0;
    /// Failed attempts of any thread to lock this worker's inbox in a push.
    std::uint64_t enqueueCasRetries = 0;
    /// Compare-and-swaps on the head of a ring, its own or a victim's, that this worker lost.
    std::uint64_t dequeueCasRetries = 0;
    /// Times the queue was served before pending work because the run budget was spent.
    std::uint64_t batchResets = 0;
    /// Tries to steal from one victim.
    std::uint64_t stealAttempts = 0;
    /// Tries that found nothing.
    std::uint64_t stealFailures = 0;
    /// Times the fairness interval was over and queued work (a producer, or from the inbox or from
    /// a worker with a longer queue) was run before local work.
    std::uint64_t fairnessArmFires = 0;
    /// Times the worker went to sleep.
    std::uint64_t parked = 0;
    /// Steady-clock time of the last try to steal, in nanoseconds; zero if there was none.
    std::int64_t lastStealAttemptNs = 0;
    /// Behaviors whose bodies this worker ran; one that runs again counts each time.
    std::uint64_t executed = 0;
};

/// Counts of the messages of one tag since its first use. All counts are of the same moment, so
/// `sent == received + drained + waiting` always holds.
struct MessageQueueStatistics
{
    /// The tag.
    std::string tag;
    /// Messages accepted, whether queued or handed to a waiting receiver.
    std::uint64_t sent = 0;
    /// Messages that a receiver got.
    std::uint64_t received = 0;
    /// Messages discarded by drain.
    std::uint64_t drained = 0;
    /// Messages refused because the queue was full.
    std::uint64_t rejected = 0;
    /// Messages in the queue now. Messages handed to a waiting receiver are never in the queue.
    std::uint64_t waiting = 0;
    /// The highest number of messages in the queue so far.
    std::uint64_t highest = 0;
    /// Threads waiting for a message of this tag.
    std::uint64_t receivers = 0;
    /// Failed attempts to lock the queues, by senders to this tag.
    std::uint64_t sendRetries = 0;
    /// The same by receivers of this tag.
    std::uint64_t receiveRetries = 0;
};

/// All counters of a runtime. The reading rules of WorkerStatistics apply.
struct Statistics
{
    /// Indexed by worker.
    std::vector<WorkerStatistics> workers;
    /// Behaviors that became ready for the main thread; each run of a behavior that runs again
    /// counts.
    std::uint64_t pinnedPushed = 0;
    /// Compare-and-swaps in pushes to the pinned queue that lost a race. Pops never retry.
    std::uint64_t pinnedPushRetries = 0;
    /// Pinned behaviors that pump ran or discarded.
    std::uint64_t pinnedExecuted = 0;
    /// Calls of pump, including those made by wait, quiesce and receive.
    std::uint64_t pumpCalls = 0;
    /// The time spent in pump.
    std::chrono::nanoseconds pumpTime{0};
    /// Behaviors scheduled, including refused ones.
    std::uint64_t scheduled = 0;
    /// Behaviors that ended: run, refused, or discarded. `scheduled - completed` is the number in
    /// flight, and never negative.
    std::uint64_t completed = 0;
    /// Behaviors that count as scheduled and completed although they were not scheduled: `when`
    /// threw StoppedError or CancelledError, or an exception was thrown before a sum of behaviors
    /// was placed. All other completed behaviors became ready, for a worker or the main thread.
    std::uint64_t refused = 0;
    /// Behaviors that ended without running their bodies because the runtime was stopped.
    std::uint64_t cancelled = 0;
    /// Behaviors that ended without running their bodies because their Scope was cancelled.
    std::uint64_t scopeCancelled = 0;
    /// The message queues, in the order of their tags' first use.
    std::vector<MessageQueueStatistics> messageQueues;
};

} // namespace boc
