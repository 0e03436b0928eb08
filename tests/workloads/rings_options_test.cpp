// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/rings/options.h"

#include <gtest/gtest.h>

using namespace cownscope::rings;

namespace {

std::string problemOf(Options options)
{
    options = derived(options, 1);
    return validate(options).reason();
}

} // namespace

TEST(RingsOptions, SizesAreDerived)
{
    const Options two = derived({}, 2);
    EXPECT_EQ(two.chainsPerRing, 8u);
    EXPECT_EQ(two.rings, 8u);
    EXPECT_EQ(derived({}, 1).rings, 4u);

    Options small;
    small.ringSize = 16;
    EXPECT_EQ(derived(small, 3).chainsPerRing, 1u);
    EXPECT_EQ(derived(small, 3).rings, 48u);

    Options given;
    given.rings = 5;
    given.chainsPerRing = 3;
    EXPECT_EQ(derived(given, 4), given);
}

TEST(RingsOptions, DefaultsAreValid)
{
    EXPECT_EQ(problemOf({}), "");
}

TEST(RingsOptions, CollidingChainsAreRefused)
{
    Options options;
    options.groupSize = 8;
    options.stride = 9;
    EXPECT_EQ(problemOf(options),
              "group_size*stride*2 (8*9*2) > ring_size (128); chains would collide");
    options.stride = 8;
    EXPECT_EQ(problemOf(options), "");
    options.groupSize = options.stride = UINT32_MAX;
    EXPECT_NE(problemOf(options), "");
}

TEST(RingsOptions, EverythingIsAtLeastOne)
{
    const std::pair<const char *, std::uint32_t Options::*> fields[] = {
        {"ring_size must be >= 1, got 0", &Options::ringSize},
        {"group_size must be >= 1, got 0", &Options::groupSize},
        {"stride must be >= 1, got 0", &Options::stride},
        {"iters must be >= 1, got 0", &Options::iters},
        {"payload dimensions must be >= 1, got 0x16", &Options::payloadRows},
        {"payload dimensions must be >= 1, got 16x0", &Options::payloadCols},
    };
    for (const auto &[sentence, field] : fields) {
        Options options;
        options.*field = 0;
        EXPECT_EQ(problemOf(options), sentence);
    }
    EXPECT_EQ(validate(Options{}).reason(), "rings must be >= 1, got 0"); // not derived
}

TEST(RingsOptions, ProductsNeedSquareMatrices)
{
    Options options;
    options.payloadCols = 8;
    EXPECT_EQ(problemOf(options),
              "payload must be square so that it can be multiplied by itself, got 16x8");
    options.nullPayload = true;
    EXPECT_EQ(problemOf(options), "");
}

TEST(RingsOptions, WhatNoMachineHoldsIsRefused)
{
    Options options;
    options.payloadRows = options.payloadCols = 1u << 20;
    EXPECT_NE(problemOf(options).find("GiB"), std::string::npos);
    options = {};
    options.rings = 1u << 31;
    EXPECT_NE(problemOf(options).find("rings*ring_size"), std::string::npos);
    options = {};
    options.chainsPerRing = 1u << 31;
    EXPECT_NE(problemOf(options).find("rings*chains_per_ring"), std::string::npos);
}
