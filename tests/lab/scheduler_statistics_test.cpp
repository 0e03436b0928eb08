// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/experiments/scheduler_statistics.h"
#include "lab/results/result_file.h"

#include <gtest/gtest.h>

using namespace cownscope::lab;

namespace {

std::uint64_t count(const Json &worker, const char *name)
{
    return worker.at(name).get<std::uint64_t>();
}

// The worker that a result file describes.
boc::WorkerStatistics workerFrom(const Json &json)
{
    boc::WorkerStatistics worker;
    worker.pushedLocal = count(json, "pushed_local");
    worker.poppedViaSteal = count(json, "popped_via_steal");
    worker.enqueueCasRetries = count(json, "enqueue_cas_retries");
    worker.stealAttempts = count(json, "steal_attempts");
    worker.stealFailures = count(json, "steal_failures");
    return worker;
}

} // namespace

TEST(SchedulerStatistics, DerivedMetricsAreThoseOfTheReference)
{
    const Document document = readResultFile(COWNSCOPE_LAB_DATA "/bocpy-chain-ring-null.json");
    for (const Point &point : document.points) {
        for (const Repeat &repeat : point.repeats) {
            std::vector<boc::WorkerStatistics> workers;
            for (const Json &worker : *repeat.schedulerStats)
                workers.push_back(workerFrom(worker));
            EXPECT_EQ(derivedJson(workers, *repeat.completedBehaviors), *repeat.derived);
        }
    }
}

TEST(SchedulerStatistics, DerivedMetricsOfNothingAreNull)
{
    const Json derived = derivedJson({}, 100);
    EXPECT_TRUE(derived["producer_worker_index"].is_null());
    EXPECT_EQ(derived["producer_pushed_local"], 0);
    EXPECT_EQ(derived["producer_enqueue_cas_retries"], 0);
    EXPECT_TRUE(derived["enq_retry_ratio"].is_null());
    EXPECT_TRUE(derived["steal_yield"].is_null());
    EXPECT_TRUE(derived["idle_ratio"].is_null());
}

TEST(SchedulerStatistics, DerivedMetricsAreNullWhereNobodyPushedLocally)
{
    std::vector<boc::WorkerStatistics> workers(2);
    workers[1] = {.poppedViaSteal = 3, .stealAttempts = 10, .stealFailures = 5};
    const Json derived = derivedJson(workers, 100);
    EXPECT_TRUE(derived["producer_worker_index"].is_null());
    EXPECT_TRUE(derived["steal_yield"].is_null());
    EXPECT_TRUE(derived["idle_ratio"].is_null());
}

TEST(SchedulerStatistics, DerivedMetricsTakeTheFirstOfEqualProducers)
{
    std::vector<boc::WorkerStatistics> workers(3);
    workers[0] = {.pushedLocal = 4, .stealAttempts = 10, .stealFailures = 5};
    workers[1] = {.pushedLocal = 8, .poppedViaSteal = 3, .enqueueCasRetries = 2};
    workers[2] = {.pushedLocal = 8, .poppedViaSteal = 1, .enqueueCasRetries = 7};
    const Json derived = derivedJson(workers, 16);
    EXPECT_EQ(derived["producer_worker_index"], 1);
    EXPECT_EQ(derived["producer_pushed_local"], 8);
    EXPECT_EQ(derived["producer_enqueue_cas_retries"], 2);
    EXPECT_EQ(derived["enq_retry_ratio"], 0.25);
    EXPECT_EQ(derived["steal_yield"], 0.25);
    EXPECT_EQ(derived["idle_ratio"], 0.5);
    EXPECT_TRUE(derivedJson(workers, 0)["steal_yield"].is_null());
}

TEST(SchedulerStatistics, DifferenceSubtractsCountersAndKeepsTheLaterTime)
{
    boc::Statistics begin;
    begin.workers.resize(2);
    begin.workers[1] = {.pushedLocal = 10, .parked = 3, .lastStealAttemptNs = 100, .executed = 7};
    begin.completed = 50;
    begin.pumpTime = std::chrono::nanoseconds(5);
    boc::Statistics end = begin;
    end.workers[1] = {.pushedLocal = 25, .parked = 4, .lastStealAttemptNs = 900, .executed = 9};
    end.completed = 80;
    end.pumpTime = std::chrono::nanoseconds(12);

    const boc::Statistics window = difference(begin, end);
    EXPECT_EQ(window.workers[0].pushedLocal, 0u);
    EXPECT_EQ(window.workers[1].pushedLocal, 15u);
    EXPECT_EQ(window.workers[1].parked, 1u);
    EXPECT_EQ(window.workers[1].executed, 2u);
    EXPECT_EQ(window.workers[1].lastStealAttemptNs, 900);
    EXPECT_EQ(window.completed, 30u);
    EXPECT_EQ(window.pumpTime.count(), 7);
}

TEST(SchedulerStatistics, DifferenceToAnotherRuntimeIsTheLaterReading)
{
    boc::Statistics begin;
    begin.workers.resize(2);
    begin.workers[0].pushedLocal = 100;
    boc::Statistics end;
    end.workers.resize(1);
    end.workers[0].pushedLocal = 5;
    end.completed = 3;
    const boc::Statistics window = difference(begin, end);
    EXPECT_EQ(window.workers[0].pushedLocal, 5u);
    EXPECT_EQ(window.completed, 3u);
}

TEST(SchedulerStatistics, NamesAreThoseOfTheReference)
{
    boc::Statistics statistics;
    statistics.workers.resize(2);
    statistics.workers[1] = {.pushedLocal = 1,
                             .dispatchedToPending = 2,
                             .pushedRemote = 3,
                             .poppedLocal = 4,
                             .poppedViaSteal = 5,
                             .enqueueCasRetries = 6,
                             .dequeueCasRetries = 7,
                             .batchResets = 8,
                             .stealAttempts = 9,
                             .stealFailures = 10,
                             .fairnessArmFires = 11,
                             .parked = 12,
                             .lastStealAttemptNs = 13,
                             .executed = 14};
    statistics.pinnedPushed = 21;
    statistics.pinnedPushRetries = 22;
    statistics.pinnedExecuted = 20;
    const Json expected = {
        {"worker_index", 1},        {"pushed_local", 1},        {"dispatched_to_pending", 2},
        {"pushed_remote", 3},       {"popped_local", 4},        {"popped_via_steal", 5},
        {"enqueue_cas_retries", 6}, {"dequeue_cas_retries", 7}, {"batch_resets", 8},
        {"steal_attempts", 9},      {"steal_failures", 10},     {"parked", 12},
        {"fairness_arm_fires", 11}, {"executed", 14},           {"last_steal_attempt_ns", 13}};
    const Json workers = schedulerStatsJson(statistics);
    ASSERT_EQ(workers.size(), 2u);
    EXPECT_EQ(nlohmann::json(workers[1]), nlohmann::json(expected));

    const Document document = readResultFile(COWNSCOPE_LAB_DATA "/bocpy-chain-ring-null.json");
    const Json &theirs = (*document.points[0].repeats[0].schedulerStats)[0];
    for (const auto &[name, value] : theirs.items())
        EXPECT_TRUE(workers[0].contains(name)) << name;

    const Json queue = queueStatsJson(statistics)[0];
    EXPECT_EQ(queue["tag"], "pinned");
    for (const auto &[name, value] : (*document.points[0].repeats[0].queueStats)[0].items())
        EXPECT_TRUE(queue.contains(name)) << name;
    EXPECT_EQ(queue["enqueue_cas_retries"], 22);
    EXPECT_EQ(queue["dequeue_cas_retries"], 0);
    EXPECT_EQ(queue["pushed_total"], 21);
    EXPECT_EQ(queue["popped_total"], 20);
}

TEST(SchedulerStatistics, QueuesOfMessagesHaveTheNamesOfTheReference)
{
    boc::Statistics statistics;
    statistics.messageQueues = {{.tag = "first"},
                                {.tag = "orders",
                                 .sent = 10,
                                 .received = 6,
                                 .drained = 1,
                                 .rejected = 2,
                                 .waiting = 3,
                                 .highest = 5,
                                 .receivers = 0,
                                 .sendRetries = 7,
                                 .receiveRetries = 8}};
    const Json queues = queueStatsJson(statistics);
    ASSERT_EQ(queues.size(), 3u);
    EXPECT_EQ(queues[1]["tag"], "first");
    const Json expected = {{"queue_index", 2},
                           {"tag", "orders"},
                           {"enqueue_cas_retries", 7},
                           {"dequeue_cas_retries", 8},
                           {"pushed_total", 10},
                           {"popped_total", 6},
                           {"drained_total", 1},
                           {"rejected_total", 2},
                           {"waiting", 3},
                           {"highest", 5}};
    EXPECT_EQ(nlohmann::json(queues[2]), nlohmann::json(expected));
}

TEST(SchedulerStatistics, CountsOfMessagesAreThoseOfTheWindow)
{
    boc::Statistics begin;
    begin.messageQueues = {{.tag = "a", .sent = 10, .received = 9, .waiting = 1, .highest = 4},
                           {.tag = "anew", .sent = 10}};
    boc::Statistics end;
    end.messageQueues = {{.tag = "anew", .sent = 3},
                         {.tag = "a", .sent = 15, .received = 13, .waiting = 2, .highest = 5},
                         {.tag = "new", .sent = 1}};
    const boc::Statistics window = difference(begin, end);
    EXPECT_EQ(window.messageQueues[0].sent, 3u);
    EXPECT_EQ(window.messageQueues[1].sent, 5u);
    EXPECT_EQ(window.messageQueues[1].received, 4u);
    EXPECT_EQ(window.messageQueues[1].waiting, 2u);
    EXPECT_EQ(window.messageQueues[1].highest, 5u);
    EXPECT_EQ(window.messageQueues[2].sent, 1u);
}
