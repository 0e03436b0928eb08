// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/experiments/scheduler_statistics.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace cownscope::lab {

namespace {

using Worker = boc::WorkerStatistics;

struct Counter
{
    const char *name;
    std::uint64_t Worker::*member;
};

// In the order of the result files.
constexpr std::array counters{
    Counter{"pushed_local", &Worker::pushedLocal},
    Counter{"dispatched_to_pending", &Worker::dispatchedToPending},
    Counter{"pushed_remote", &Worker::pushedRemote},
    Counter{"popped_local", &Worker::poppedLocal},
    Counter{"popped_via_steal", &Worker::poppedViaSteal},
    Counter{"enqueue_cas_retries", &Worker::enqueueCasRetries},
    Counter{"dequeue_cas_retries", &Worker::dequeueCasRetries},
    Counter{"batch_resets", &Worker::batchResets},
    Counter{"steal_attempts", &Worker::stealAttempts},
    Counter{"steal_failures", &Worker::stealFailures},
    Counter{"parked", &Worker::parked},
    Counter{"fairness_arm_fires", &Worker::fairnessArmFires},
    Counter{"executed", &Worker::executed},
};

constexpr std::array messageCounters{
    &boc::MessageQueueStatistics::sent,        &boc::MessageQueueStatistics::received,
    &boc::MessageQueueStatistics::drained,     &boc::MessageQueueStatistics::rejected,
    &boc::MessageQueueStatistics::sendRetries, &boc::MessageQueueStatistics::receiveRetries,
};

// Queues that are new, or were reset by declaring tags, started at zero.
void subtract(const std::vector<boc::MessageQueueStatistics> &begin,
              std::vector<boc::MessageQueueStatistics> &result)
{
    for (boc::MessageQueueStatistics &queue : result) {
        const auto before = std::ranges::find(begin, queue.tag, &boc::MessageQueueStatistics::tag);
        if (before == begin.end() || before->sent > queue.sent)
            continue;
        for (const auto counter : messageCounters)
            queue.*counter -= (*before).*counter;
    }
}

Json ratio(std::uint64_t numerator, std::uint64_t denominator)
{
    if (denominator == 0)
        return {};
    return static_cast<double>(numerator) / static_cast<double>(denominator);
}

std::uint64_t total(std::span<const Worker> workers, std::uint64_t Worker::*member)
{
    std::uint64_t sum = 0;
    for (const Worker &worker : workers)
        sum += worker.*member;
    return sum;
}

void addStealing(Json &derived, std::span<const Worker> workers, std::uint64_t completed,
                 bool known)
{
    derived["steal_yield"] =
        known ? ratio(total(workers, &Worker::poppedViaSteal), completed) : Json();
    derived["idle_ratio"] = known
        ? ratio(total(workers, &Worker::stealFailures), total(workers, &Worker::stealAttempts))
        : Json();
}

void addFairness(Json &derived, std::span<const Worker> workers, bool known)
{
    std::vector<std::uint64_t> counts;
    for (const Worker &worker : workers)
        counts.push_back(worker.poppedLocal + worker.poppedViaSteal);
    const auto sum = static_cast<double>(std::accumulate(counts.begin(), counts.end(), 0ull));
    if (!known || sum == 0) {
        for (const char *name : {"fairness_cv", "fairness_gini", "worker_pop_min", "worker_pop_max",
                                 "worker_pop_mean", "worker_pop_counts"})
            derived[name] = Json();
        return;
    }
    std::vector<std::uint64_t> sorted = counts;
    std::ranges::sort(sorted);
    const auto size = static_cast<double>(counts.size());
    const double mean = sum / size;
    double squares = 0;
    double weighted = 0;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        const auto count = static_cast<double>(sorted[i]);
        squares += (count - mean) * (count - mean);
        weighted += static_cast<double>(i + 1) * count;
    }
    derived["fairness_cv"] = std::sqrt(squares / size) / mean;
    derived["fairness_gini"] = 2 * weighted / (size * sum) - (size + 1) / size;
    derived["worker_pop_min"] = sorted.front();
    derived["worker_pop_max"] = sorted.back();
    derived["worker_pop_mean"] = mean;
    derived["worker_pop_counts"] = counts;
}

} // namespace

boc::Statistics difference(const boc::Statistics &begin, const boc::Statistics &end)
{
    if (begin.workers.size() != end.workers.size())
        return end;
    boc::Statistics result = end;
    for (std::size_t i = 0; i < result.workers.size(); ++i) {
        for (const Counter &counter : counters)
            result.workers[i].*counter.member -= begin.workers[i].*counter.member;
    }
    result.pinnedPushed -= begin.pinnedPushed;
    result.pinnedPushRetries -= begin.pinnedPushRetries;
    result.pinnedExecuted -= begin.pinnedExecuted;
    result.pumpCalls -= begin.pumpCalls;
    result.pumpTime -= begin.pumpTime;
    result.scheduled -= begin.scheduled;
    result.completed -= begin.completed;
    result.cancelled -= begin.cancelled;
    subtract(begin.messageQueues, result.messageQueues);
    return result;
}

Json schedulerStatsJson(const boc::Statistics &statistics)
{
    Json array = Json::array();
    for (const Worker &worker : statistics.workers) {
        Json object = Json::object();
        object["worker_index"] = array.size();
        for (const Counter &counter : counters)
            object[counter.name] = worker.*counter.member;
        object["last_steal_attempt_ns"] = worker.lastStealAttemptNs;
        array.push_back(std::move(object));
    }
    return array;
}

Json queueStatsJson(const boc::Statistics &statistics)
{
    Json array = Json::array();
    Json queue = Json::object();
    queue["queue_index"] = 0;
    queue["tag"] = "pinned";
    queue["enqueue_cas_retries"] = statistics.pinnedPushRetries;
    queue["dequeue_cas_retries"] = 0; // pop takes the whole list and never retries
    queue["pushed_total"] = statistics.pinnedPushed;
    queue["popped_total"] = statistics.pinnedExecuted;
    array.push_back(std::move(queue));
    for (const boc::MessageQueueStatistics &messages : statistics.messageQueues) {
        Json object = Json::object();
        object["queue_index"] = array.size();
        object["tag"] = messages.tag;
        object["enqueue_cas_retries"] = messages.sendRetries;
        object["dequeue_cas_retries"] = messages.receiveRetries;
        object["pushed_total"] = messages.sent;
        object["popped_total"] = messages.received;
        object["drained_total"] = messages.drained;
        object["rejected_total"] = messages.rejected;
        object["waiting"] = messages.waiting;
        object["highest"] = messages.highest;
        array.push_back(std::move(object));
    }
    return array;
}

Json derivedJson(std::span<const Worker> workers, std::uint64_t completedBehaviors)
{
    const auto producer = std::ranges::max_element(workers, {}, &Worker::pushedLocal);
    const bool known = producer != workers.end() && producer->pushedLocal > 0;
    const Worker &most = known ? *producer : Worker();

    Json derived = Json::object();
    derived["producer_worker_index"] = known ? Json(producer - workers.begin()) : Json();
    derived["producer_pushed_local"] = most.pushedLocal;
    derived["producer_enqueue_cas_retries"] = most.enqueueCasRetries;
    derived["enq_retry_ratio"] = ratio(most.enqueueCasRetries, most.pushedLocal);
    addStealing(derived, workers, completedBehaviors, known);
    return derived;
}

Json fanOutDerivedJson(std::span<const Worker> workers, std::uint64_t completedChildren)
{
    const auto dispatched = [](const Worker &worker) {
        return worker.pushedLocal + worker.dispatchedToPending;
    };
    const auto producer = std::ranges::max_element(workers, {}, dispatched);
    const bool known = producer != workers.end() && dispatched(*producer) > 0;
    const Worker &most = known ? *producer : Worker();

    Json derived = Json::object();
    derived["producer_worker_index"] = known ? Json(producer - workers.begin()) : Json();
    derived["producer_pushed_local"] = most.pushedLocal;
    derived["producer_dispatched_to_pending"] = most.dispatchedToPending;
    derived["producer_enqueue_cas_retries"] = most.enqueueCasRetries;
    derived["enq_retry_ratio"] = ratio(most.enqueueCasRetries, dispatched(most));
    addStealing(derived, workers, completedChildren, known);
    addFairness(derived, workers, known);
    return derived;
}

} // namespace cownscope::lab
