// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/results/interruption.h"

#include <gtest/gtest.h>

using namespace cownscope::lab;

TEST(Interruption, IsNoFailure)
{
    Point point;
    EXPECT_FALSE(isInterrupted(point));
    EXPECT_FALSE(hasFailed(point));
    point.error = PointError{.message = "interrupted"};
    EXPECT_TRUE(isInterrupted(point));
    EXPECT_FALSE(hasFailed(point));
    point.error = PointError{.message = "died"};
    EXPECT_FALSE(isInterrupted(point));
    EXPECT_TRUE(hasFailed(point));
}

TEST(Interruption, SaysHowMuchThereIs)
{
    Point point;
    point.repeats.resize(2);
    EXPECT_EQ(interruptionText(point), "interrupted after 2 repeats");
    point.inputs["repeats"] = 3;
    EXPECT_EQ(interruptionText(point), "interrupted after 2 of 3 repeats");
    point.inputs["repeats"] = "three";
    EXPECT_EQ(interruptionText(point), "interrupted after 2 repeats");

    Document document;
    EXPECT_FALSE(interruptionText(document));
    document.metadata.interrupted = true;
    EXPECT_EQ(interruptionText(document), "interrupted with 0 of 1 points complete");
    document.sweep.values = {1, 2, 4};
    document.points.resize(2);
    document.points[1].error = PointError{.message = "interrupted"};
    EXPECT_EQ(interruptionText(document), "interrupted with 1 of 3 points complete");
}
