// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/boids/parameters.h"

#include <gtest/gtest.h>

#include <limits>

using namespace cownscope::boids;

TEST(BoidsParameters, DefaultsAreValid)
{
    EXPECT_EQ(validate(Parameters{}), std::nullopt);
    EXPECT_EQ(validate(Options{}), std::nullopt);
}

TEST(BoidsParameters, EveryFieldRefusesWhatIsOutOfRangeByName)
{
    const std::pair<const char *, float Parameters::*> fields[] = {
        {"worldWidth", &Parameters::worldWidth},
        {"worldHeight", &Parameters::worldHeight},
        {"visualRange", &Parameters::visualRange},
        {"separationDistance", &Parameters::separationDistance},
        {"centering", &Parameters::centering},
        {"separation", &Parameters::separation},
        {"matching", &Parameters::matching},
        {"speedLimit", &Parameters::speedLimit},
        {"turnMargin", &Parameters::turnMargin},
        {"turnStep", &Parameters::turnStep},
        {"anticipation", &Parameters::anticipation},
    };
    for (const auto &[name, field] : fields) {
        for (const float bad : {-1.0f, 1e30f, std::numeric_limits<float>::infinity(),
                                std::numeric_limits<float>::quiet_NaN()}) {
            Parameters parameters;
            parameters.*field = bad;
            const auto problem = validate(parameters);
            ASSERT_TRUE(problem) << name << " = " << bad;
            EXPECT_TRUE(problem->starts_with(std::string(name) + " must be between ")) << *problem;
        }
    }
}

TEST(BoidsParameters, TooManyBoidsAreRefused)
{
    EXPECT_EQ(validate(Options{.parameters = {}, .boids = maxBoids}), std::nullopt);
    const auto problem = validate(Options{.parameters = {}, .boids = maxBoids + 1});
    ASSERT_TRUE(problem);
    EXPECT_EQ(*problem, "boids must be between 0 and 1048576, not 1048577");
}
