// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/simulation/live_configuration.h"
#include "ui/workloads/boids/live_flock.h"
#include "ui/workloads/chain_ring/live_rings.h"

#include <gtest/gtest.h>

namespace cownscope::ui {
namespace {

Outcome validated(const LiveConfiguration &configuration)
{
    if (configuration.runs(lab::boidsWorkload()))
        return validate(configuration.configuration(), LiveFlock{nullptr});
    return validate(configuration.configuration(), LiveRings{nullptr});
}

TEST(LiveConfiguration, DefaultsCanBeRun)
{
    LiveConfiguration configuration{lab::boidsWorkload()};
    configuration.workers = defaultWorkers();
    EXPECT_GE(configuration.workers, 1u);
    EXPECT_TRUE(validated(configuration));
    configuration.setWorkload(lab::chainRingWorkload());
    EXPECT_TRUE(validated(configuration));
}

TEST(LiveConfiguration, ProblemsAreNamed)
{
    LiveConfiguration configuration{lab::boidsWorkload()};
    configuration.workers = 0;
    EXPECT_NE(validated(configuration).reason().find("workers"), std::string::npos);

    configuration = LiveConfiguration{lab::boidsWorkload()};
    flockOf(configuration).boids = boids::maxBoids + 1;
    EXPECT_NE(validated(configuration).reason().find("boids"), std::string::npos);

    configuration = LiveConfiguration{lab::chainRingWorkload()};
    ringsOf(configuration).groupSize = 100;
    EXPECT_NE(validated(configuration).reason().find("group_size"), std::string::npos);

    ringsOf(configuration) = {};
    ringsOf(configuration).ringSize = 65536;
    ringsOf(configuration).payloadRows = ringsOf(configuration).payloadCols = 64;
    EXPECT_NE(validated(configuration).reason().find("MiB"), std::string::npos);

    ringsOf(configuration) = {};
    ringsOf(configuration).rings = 4096;
    ringsOf(configuration).payloadRows = ringsOf(configuration).payloadCols = 1;
    EXPECT_TRUE(validated(configuration));
    ringsOf(configuration).ringSize = 300;
    EXPECT_NE(validated(configuration).reason().find("cowns"), std::string::npos);
    ringsOf(configuration).ringSize = 128;
    ringsOf(configuration).chainsPerRing = 17;
    EXPECT_NE(validated(configuration).reason().find("chains"), std::string::npos);
}

TEST(LiveConfiguration, RingsOfTheirUsualSizesSuitAnyNumberOfWorkers)
{
    LiveConfiguration configuration{lab::chainRingWorkload()};
    for (configuration.workers = 1; configuration.workers <= lab::MostWorkers;
         ++configuration.workers)
        ASSERT_TRUE(validated(configuration)) << configuration.workers;
}

TEST(LiveConfiguration, TheWorkloadDecidesTheSpeed)
{
    LiveConfiguration configuration{lab::boidsWorkload()};
    EXPECT_FALSE(configuration.speed().unlimited);
    configuration.setWorkload(lab::chainRingWorkload());
    EXPECT_TRUE(configuration.speed().unlimited);
}

} // namespace
} // namespace cownscope::ui
