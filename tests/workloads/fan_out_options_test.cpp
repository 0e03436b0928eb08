// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/fanout/options.h"

#include <gtest/gtest.h>

#include <array>

using namespace cownscope::fanout;

TEST(FanOutOptions, SizesAreDerivedFromTheWorkers)
{
    for (const auto &[workers, producers, width] :
         {std::array{1u, 1u, 4u}, {4u, 1u, 16u}, {8u, 2u, 32u}, {9u, 2u, 36u}}) {
        const Options options = derived({}, workers);
        EXPECT_EQ(options.producers, producers);
        EXPECT_EQ(options.fanoutWidth, width);
    }
    const Options given = derived({.producers = 7, .fanoutWidth = 3}, 8);
    EXPECT_EQ(given.producers, 7u);
    EXPECT_EQ(given.fanoutWidth, 3u);
}

TEST(FanOutOptions, WhatIsWrongIsNamed)
{
    const auto problemOf = [](Options options) { return validate(derived(options, 1)).reason(); };
    EXPECT_EQ(problemOf({}), "");
    EXPECT_EQ(validate(Options()).reason(), "producers must be >= 1, got 0");
    EXPECT_EQ(problemOf({.childIters = 0}), "child_iters must be >= 1, got 0");
    EXPECT_EQ(problemOf({.producerSteps = 0}), "producer_steps must be >= 1, got 0");
    EXPECT_EQ(problemOf({.producers = 2'000'000}), "producers must be <= 1048576, got 2000000");
    EXPECT_EQ(problemOf({.payloadRows = 0}), "payload dimensions must be >= 1, got 0x16");
    EXPECT_EQ(problemOf({.payloadRows = 3, .payloadCols = 4}),
              "payload must be square so that it can be multiplied by itself, got 3x4");
    EXPECT_EQ(problemOf({.payloadRows = 100'000, .payloadCols = 100'000}),
              "payload must have at most 16777216 elements, got 100000x100000");
}

TEST(FanOutOptions, ChildrenAreCountedWithoutOverflow)
{
    EXPECT_EQ(childrenOf({.producers = 2, .fanoutWidth = 3, .producerSteps = 5}), 30u);
    EXPECT_EQ(
        childrenOf({.producers = 1u << 20, .fanoutWidth = 1u << 20, .producerSteps = 1u << 30}),
        UINT64_MAX);
}
