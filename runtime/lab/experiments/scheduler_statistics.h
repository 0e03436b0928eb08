// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/results/result_document.h"

#include <boc/statistics.h>

#include <cstdint>
#include <span>

namespace cownscope::lab {

// The difference of two readings of one runtime. Counters are subtracted; lastStealAttemptNs, and
// waiting and highest of message queues, are those of `end`. If `begin` has a different number of
// workers (another runtime), returns `end`.
boc::Statistics difference(const boc::Statistics &begin, const boc::Statistics &end);

// The array for "scheduler_stats": per worker {worker_index, pushed_local, …, executed}.
Json schedulerStatsJson(const boc::Statistics &statistics);

// The array for "queue_stats": the queue of pinned behaviors, and one for each tag of messages, all
// with the names of the reference benchmark. Operations that never retry have 0 retries.
Json queueStatsJson(const boc::Statistics &statistics);

// The object for "derived", from the difference over a window:
//
// | name                  | value                                                            |
// |-----------------------|------------------------------------------------------------------|
// | producer_worker_index | the worker with the most local pushes (the lowest index of ties) |
// | producer_…            | its local pushes and enqueue CAS retries                         |
// | enq_retry_ratio       | its enqueue CAS retries per local push                           |
// | steal_yield           | successful steals per completed behavior                         |
// | idle_ratio            | steal failures per steal attempt                                 |
//
// A ratio is null if its denominator is zero; all values are null if no worker pushed locally.
Json derivedJson(std::span<const boc::WorkerStatistics> workers, std::uint64_t completedBehaviors);

// The same for the fan-out workload, where the producer is the worker that dispatched most (local
// pushes plus pending slot), with measures of how evenly the work was distributed:
//
// | name                              | value                                                   |
// |-----------------------------------|---------------------------------------------------------|
// | producer_dispatched_to_pending    | behaviors that the producer put into its pending slot   |
// | fairness_cv                       | coefficient of variation (of a population) of the       |
// |                                   | behaviors popped by each worker; 0 is perfectly even    |
// | fairness_gini                     | their Gini coefficient; 0 is perfectly even             |
// | worker_pop_min, _max, _mean       | of the same numbers                                     |
// | worker_pop_counts                 | these numbers, by worker                                |
//
// The Gini coefficient is 2 Σ i·xᵢ / (n Σ xᵢ) − (n + 1) / n over the sorted xᵢ.
Json fanOutDerivedJson(std::span<const boc::WorkerStatistics> workers,
                       std::uint64_t completedChildren);

} // namespace cownscope::lab
