// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/counter.h>
#include <boc/detail/sync.h>

#include <cstdint>

namespace boc::detail {

/// Counts the behaviors that one thread scheduled and completed.
///
/// Nothing is in flight exactly if the sums over all threads are equal, where all `completed` are
/// read before all `scheduled`. A behavior is scheduled before it completes, and so are the
/// behaviors that its body schedules. So a thread that reads a completion (acquire, pairs with
/// addRelease) also reads those schedulings. The sum of `scheduled` can therefore only be too
/// large, and equality means that nothing was in flight at some moment between the two readings. It
/// stays that way as long as no outside thread schedules.
struct alignas(cacheLineSize) InFlightCounts
{
    Counter scheduled;
    Counter completed;
    Counter refused; // counted as scheduled and as completed, but never placed
    Counter cancelled;
    Counter scopeCancelled;
};

/// The same, shared by all threads that are neither workers nor the main thread.
///
/// `scheduled` is seq_cst: admission counts and then checks whether the runtime is stopping;
/// stopping sets the flag and then reads the counts. One of the two sees the other. `completed` is
/// added with release and read with acquire; if it may end a wait, IdleWorkers::synchronize orders
/// it against the waiter.
struct alignas(cacheLineSize) SharedInFlightCounts
{
    Atomic<std::uint64_t> scheduled{0};
    Atomic<std::uint64_t> completed{0};
    Atomic<std::uint64_t> refused{0}; // as above; relaxed, since completed publishes it
};

} // namespace boc::detail
