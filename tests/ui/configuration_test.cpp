// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/engine/configuration.h"

#include <gtest/gtest.h>

namespace cownscope::ui {
namespace {

TEST(Configuration, DefaultsCanBeRun)
{
    Configuration configuration;
    configuration.workers = defaultWorkers();
    EXPECT_GE(configuration.workers, 1u);
    EXPECT_EQ(validate(configuration), std::nullopt);
    configuration.workload = WorkloadKind::ChainRing;
    EXPECT_EQ(validate(configuration), std::nullopt);
}

TEST(Configuration, ProblemsAreNamed)
{
    Configuration configuration;
    configuration.workers = 0;
    EXPECT_NE(validate(configuration).value_or("").find("workers"), std::string::npos);

    configuration = {};
    configuration.flock.boids = boids::maxBoids + 1;
    EXPECT_NE(validate(configuration).value_or("").find("boids"), std::string::npos);

    configuration = {};
    configuration.workload = WorkloadKind::ChainRing;
    configuration.rings.groupSize = 100;
    EXPECT_NE(validate(configuration).value_or("").find("group_size"), std::string::npos);

    configuration.rings = {};
    configuration.rings.ringSize = 65536;
    configuration.rings.payloadRows = configuration.rings.payloadCols = 64;
    EXPECT_NE(validate(configuration).value_or("").find("MiB"), std::string::npos);

    configuration.rings = {};
    configuration.rings.rings = 4096;
    configuration.rings.payloadRows = configuration.rings.payloadCols = 1;
    EXPECT_EQ(validate(configuration), std::nullopt);
    configuration.rings.ringSize = 300;
    EXPECT_NE(validate(configuration).value_or("").find("cowns"), std::string::npos);
    configuration.rings.ringSize = 128;
    configuration.rings.chainsPerRing = 17;
    EXPECT_NE(validate(configuration).value_or("").find("chains"), std::string::npos);
}

TEST(Configuration, RingsOfTheirUsualSizesSuitAnyNumberOfWorkers)
{
    Configuration configuration;
    configuration.workload = WorkloadKind::ChainRing;
    for (configuration.workers = 1; configuration.workers <= MostWorkers; ++configuration.workers)
        ASSERT_EQ(validate(configuration), std::nullopt) << configuration.workers;
}

TEST(Configuration, TheWorkloadDecidesTheSpeed)
{
    Configuration configuration;
    EXPECT_FALSE(configuration.speed().unlimited);
    configuration.workload = WorkloadKind::ChainRing;
    EXPECT_TRUE(configuration.speed().unlimited);
}

} // namespace
} // namespace cownscope::ui
