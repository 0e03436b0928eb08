// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>

#include <boc/statistics.h>

#include "lab/results/result_document.h"

namespace cownscope::lab {

// What happened between two readings of one runtime: counters are subtracted, lastStealAttemptNs is
// the later one, as are the waiting and highest of message queues. With a different number of
// workers in `begin` (another runtime) the result is `end`.
boc::Statistics difference(const boc::Statistics &begin, const boc::Statistics &end);

// The array for "scheduler_stats": per worker {worker_index, pushed_local, …, executed}.
Json schedulerStatsJson(const boc::Statistics &statistics);

// The array for "queue_stats": the queue of pinned behaviors, and one for each tag of messages, all
// with the names of the reference benchmark. What never has to be tried again has the retries 0.
Json queueStatsJson(const boc::Statistics &statistics);

// The object for "derived", of a window's difference:
//   producer_worker_index  the worker with the most local pushes (the lowest index of equals)
//   enq_retry_ratio        its enqueue CAS retries for each of its local pushes
//   steal_yield            stolen behaviors for each completed one
//   idle_ratio             steal failures for each steal attempt
// Null where the denominator is zero; all null where nobody pushed locally.
Json derivedJson(std::span<const boc::WorkerStatistics> workers, std::uint64_t completedBehaviors);

// The same for the fan-out workload, where the producer is the worker that dispatched most, by
// local pushes and into its pending slot, and where it is also told how evenly the work fell:
//   producer_dispatched_to_pending
//   fairness_cv, fairness_gini  coefficient of variation (of a population) and Gini coefficient of
//                               the behaviors that each worker took up; 0 is perfectly even
//   worker_pop_min, worker_pop_max, worker_pop_mean, worker_pop_counts
// The Gini coefficient is 2 Σ i·xᵢ / (n Σ xᵢ) − (n + 1) / n over the sorted xᵢ.
Json fanOutDerivedJson(std::span<const boc::WorkerStatistics> workers,
                       std::uint64_t completedChildren);

} // namespace cownscope::lab
