// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/results/point_labels.h"

#include <gtest/gtest.h>

namespace cownscope::lab {
namespace {

Point pointWith(Json inputs)
{
    Point point;
    point.inputs = std::move(inputs);
    return point;
}

TEST(PointLabels, AreThoseOfTheAxis)
{
    Document document;
    document.sweep.axis = "workers";
    document.points = {pointWith({{"workers", 1}}), pointWith({{"workers", 4}})};
    EXPECT_EQ(pointLabels(document), (std::vector<std::string>{"1", "4"}));
    document.sweep.axis = "none";
    document.points.resize(1);
    EXPECT_EQ(pointLabels(document), std::vector<std::string>{"-"}) << "there is nothing to tell";
}

TEST(PointLabels, SayWhatDiffersWithoutAnAxis)
{
    Document document;
    document.points = {
        pointWith({{"workers", 2}, {"boids", 300}, {"duration", 1.5}, {"workload", "boids"}}),
        pointWith({{"workers", 2}, {"boids", 3000}, {"duration", 2.5}, {"workload", "boids"}}),
        pointWith({{"workers", 2}, {"boids", 300}, {"duration", 0.5}, {"workload", "boids"}})};
    EXPECT_EQ(pointLabels(document),
              (std::vector<std::string>{"boids 300", "boids 3000", "boids 300 (2)"}));

    document.points.push_back(
        pointWith({{"workers", 1}, {"group_size", 2}, {"workload", "chain-ring"}}));
    EXPECT_EQ(
        pointLabels(document),
        (std::vector<std::string>{"boids, workers 2, boids 300", "boids, workers 2, boids 3000",
                                  "boids, workers 2, boids 300 (2)", "chain-ring, workers 1"}));
}

TEST(PointLabels, NumberPointsThatDoNotDiffer)
{
    Document document;
    document.points = {pointWith({{"duration", 1}}), pointWith({{"duration", 2}})};
    EXPECT_EQ(pointLabels(document), (std::vector<std::string>{"point 1", "point 2"}));
}

} // namespace
} // namespace cownscope::lab
