// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/split_mix.h"
#include "workloads/boids/partition.h"

#include <gtest/gtest.h>

#include <algorithm>

using namespace cownscope;
using namespace cownscope::boids;

TEST(BoidsPartition, EveryRowIsInOneBandAndNoBandIsEmpty)
{
    SplitMix random(7, 0);
    for (int i = 0; i < 3000; ++i) {
        const auto rows = static_cast<std::uint32_t>(1 + random.next() % 300);
        const auto bands =
            static_cast<std::uint32_t>(1 + random.next() % std::min(rows, bandLimit));
        std::vector<std::uint64_t> load(rows);
        for (std::uint64_t &row : load)
            row = random.next() % 4 == 0 ? random.next() % 1'000'000 : random.next() % 10;
        const Partition partition = partitionByLoad(load, bands);
        ASSERT_EQ(partition.bands(), bands);
        ASSERT_EQ(partition.firstRow.front(), 0u);
        ASSERT_EQ(partition.firstRow.back(), rows);
        ASSERT_TRUE(std::ranges::is_sorted(partition.firstRow, std::less_equal<>{}));
        ASSERT_GE(imbalance(load, partition), 0.999);
    }
}

TEST(BoidsPartition, AnEvenLoadIsDividedEvenly)
{
    const std::vector<std::uint64_t> load(400, 1000);
    const Partition partition = partitionByLoad(load, 50);
    for (std::uint32_t band = 0; band < 50; ++band)
        EXPECT_EQ(partition.firstRow[band], 8 * band);
    EXPECT_DOUBLE_EQ(imbalance(load, partition), 1);
}

// Everything in a fifth of the rows: equal areas would leave most bands idle.
TEST(BoidsPartition, ACrowdIsDividedByItsLoad)
{
    std::vector<std::uint64_t> load(400, 0);
    std::fill(load.begin() + 100, load.begin() + 180, 10'000);
    EXPECT_LT(imbalance(load, partitionByLoad(load, 16)), 1.3);
    Partition byArea;
    byArea.firstRow.clear();
    for (std::uint32_t band = 0; band <= 16; ++band)
        byArea.firstRow.push_back(25 * band);
    EXPECT_GT(imbalance(load, byArea), 4);
}

TEST(BoidsPartition, NoLoadAtAllIsBalanced)
{
    const std::vector<std::uint64_t> load(10, 0);
    const Partition partition = partitionByLoad(load, 5);
    EXPECT_EQ(partition.bands(), 5u);
    EXPECT_EQ(imbalance(load, partition), 1);
}

TEST(BoidsPartition, SmallFlocksAndLowWorldsHaveFewBands)
{
    EXPECT_EQ(bandCountFor(14, 0, {}), 1u);
    EXPECT_EQ(bandCountFor(14, 100, {}), 1u);
    EXPECT_EQ(bandCountFor(1, 100'000, {}), 1u);
    EXPECT_EQ(bandCountFor(160, 100'000, {}), 20u);
    EXPECT_EQ(bandCountFor(2000, 1'000'000, {}), bandLimit);
}
