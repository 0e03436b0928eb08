// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/statistics/summary.h"
#include "lab/sweep/quietness.h"

#include <gtest/gtest.h>

using namespace cownscope::lab;

namespace {

Document documentWith(std::initializer_list<double> throughputs, double others = 0,
                      double stolen = 0)
{
    Document document;
    document.sweep.axis = "workers";
    Point &point = document.points.emplace_back();
    point.inputs = {{"workers", 2}};
    for (const double throughput : throughputs) {
        Repeat &repeat = point.repeats.emplace_back();
        repeat.throughput = throughput;
        repeat.elapsedSeconds = 2;
        repeat.more["machine_load"] = {{"others_s", others}, {"stolen_s", stolen}};
    }
    summarizeRepeats(point);
    return document;
}

} // namespace

TEST(Quietness, AQuietMachineIsNotTalkedAbout)
{
    EXPECT_TRUE(noiseOf(documentWith({100, 101, 99}, 0.05, 0.05)).empty());
    EXPECT_TRUE(noiseOf(Document()).empty());
}

TEST(Quietness, RepeatsThatAreFarApartAreNamed)
{
    EXPECT_EQ(noiseOf(documentWith({100, 110, 90, 111, 89})),
              std::vector<std::string>{"repeats vary a lot: at workers 2 the median deviation is "
                                       "10 % of the median"});
    EXPECT_TRUE(noiseOf(documentWith({100, 200})).empty()); // too few for a spread
}

TEST(Quietness, OthersAndTheHostAreNamed)
{
    EXPECT_EQ(
        noiseOf(documentWith({100}, 0.4, 0.5)),
        (std::vector<std::string>{"other programs took 20 % of a CPU during the measurement",
                                  "the host of this virtual machine took 25 % of a CPU during the "
                                  "measurement"}));
}

TEST(Quietness, AMeasurementThatIsTooShortIsNamed)
{
    Document document = documentWith({100});
    document.points[0].repeats[0].elapsedSeconds = 0.0021;
    EXPECT_EQ(noiseOf(document),
              std::vector<std::string>{
                  "a measurement took only 2.1 ms, which is too short to be reliable"});
}
