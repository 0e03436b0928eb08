// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/fanout/fan_out.h"

#include <gtest/gtest.h>

#include <stdexcept>

using namespace cownscope::fanout;

TEST(FanOut, SchedulesEveryChildOnce)
{
    for (const unsigned workers : {1u, 2u, 4u}) {
        const Options options{.producers = 3, .fanoutWidth = 5, .producerSteps = 200};
        FanOut workload(options);
        boc::Runtime runtime({.workers = workers});
        workload.start(runtime);
        runtime.quiesce();
        EXPECT_EQ(workload.scheduledChildren(), 3000u);
        EXPECT_EQ(runtime.statistics().completed, 3000u + 600u);
    }
}

TEST(FanOut, EndsWhenItIsStopped)
{
    FanOut workload({.producers = 2, .fanoutWidth = 2, .producerSteps = 1'000'000'000'000});
    boc::Runtime runtime({.workers = 2});
    workload.start(runtime);
    while (workload.scheduledChildren() < 100)
        runtime.quiesce(std::chrono::milliseconds(1));
    workload.stop();
    runtime.quiesce();
    EXPECT_EQ(runtime.inFlight(), 0u);
}

TEST(FanOut, MayGoWhileItRuns)
{
    boc::Runtime runtime({.workers = 2});
    {
        FanOut workload({.producers = 2, .fanoutWidth = 2, .producerSteps = 1'000'000'000'000});
        workload.start(runtime);
    }
    runtime.quiesce(); // its end has stopped the producers
    EXPECT_EQ(runtime.inFlight(), 0u);
}

// Each child would take hours.
TEST(FanOut, ChildrenGiveUpWhenTheRuntimeIsStopped)
{
    for (const std::uint32_t side : {16u, 500u}) {
        FanOut workload({.producers = 1,
                         .fanoutWidth = 4,
                         .childIters = UINT32_MAX,
                         .producerSteps = 1,
                         .payloadRows = side,
                         .payloadCols = side});
        boc::Runtime runtime({.workers = 2});
        workload.start(runtime);
        while (workload.scheduledChildren() == 0)
            runtime.quiesce(std::chrono::milliseconds(1));
        runtime.stop();
        EXPECT_EQ(runtime.inFlight(), 0u);
    }
}

// A step schedules so many children that it would take hours itself.
TEST(FanOut, AProducerStopsInTheMiddleOfAStep)
{
    FanOut workload({.producers = 1,
                     .fanoutWidth = 1u << 20,
                     .producerSteps = 1,
                     .payloadRows = 200,
                     .payloadCols = 200});
    boc::Runtime runtime({.workers = 1});
    workload.start(runtime);
    while (runtime.statistics().scheduled < 20)
        runtime.quiesce(std::chrono::milliseconds(1));
    workload.stop();
    runtime.stop();
    EXPECT_EQ(workload.scheduledChildren(), 0u);
}

TEST(FanOut, RefusesWhatCannotBeRun)
{
    EXPECT_THROW(FanOut{Options()}, std::invalid_argument);
}
