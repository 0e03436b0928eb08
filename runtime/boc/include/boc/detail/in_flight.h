// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/counter.h>

#include <boc/detail/sync.h>

#include <cstdint>

namespace boc::detail {

/// Behaviors that one thread scheduled, and those that it completed.
///
/// Nothing is in flight exactly if the sums over all threads are equal, where all `completed` are
/// read before all `scheduled`: a behavior's scheduling happens before its completion, and so do
/// the schedulings that its body did; so whoever reads a completion (acquire, pairs with
/// addRelease) also reads those. The sum of schedulings can hence only be larger than what belongs
/// to the completions read, and equality means that there was a moment between the two readings
/// with nothing in flight. Nothing comes from nothing: if no outside thread schedules, it stays so.
struct alignas(cacheLineSize) InFlightCounts
{
    Counter scheduled;
    Counter completed;
    Counter refused; // counted as scheduled and as completed, but never placed
    Counter cancelled;
    Counter scopeCancelled;
};

/// The same for all threads that are neither workers nor the main thread.
///
/// `scheduled` is seq_cst: admission is "count, then look whether the runtime stops", and stopping
/// is "set the flag, then look at the counts"; one of the two sees the other. `completed` is added
/// with release and read with acquire; where it may end a wait, IdleWorkers::synchronize orders it
/// against the waiter.
struct alignas(cacheLineSize) SharedInFlightCounts
{
    Atomic<std::uint64_t> scheduled{0};
    Atomic<std::uint64_t> completed{0};
    Atomic<std::uint64_t> refused{0}; // as above; relaxed, since completed publishes it
};

} // namespace boc::detail
