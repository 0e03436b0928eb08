// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/boids/parameters.h"

#include <gtest/gtest.h>

#include <limits>

using namespace cownscope::boids;

TEST(BoidsParameters, DefaultsAreValid)
{
    EXPECT_TRUE(validate(Parameters{}));
    EXPECT_TRUE(validate(Options{}));
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
            const Outcome valid = validate(parameters);
            ASSERT_FALSE(valid) << name << " = " << bad;
            EXPECT_TRUE(valid.reason().starts_with(std::string(name) + " must be between "))
                << valid.reason();
        }
    }
}

TEST(BoidsParameters, TooManyBoidsAreRefused)
{
    EXPECT_TRUE(validate(Options{.parameters = {}, .boids = maxBoids}));
    const Outcome valid = validate(Options{.parameters = {}, .boids = maxBoids + 1});
    ASSERT_FALSE(valid);
    EXPECT_EQ(valid.reason(), "boids must be between 0 and 1048576, not 1048577");
}
