// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchmarks/scaling/survey.h"
#include "benchmarks/scaling/two_states.h"
#include "support/program.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>

using namespace cownscope::test;
using cownscope::benchmark::twoStatesOf;
using cownscope::benchmark::workersUpTo;
using nlohmann::json;

TEST(TwoStates, AreFoundOnlyWhereSamplesFallIntoTwoClusters)
{
    const auto states = twoStatesOf({30.1, 15.2, 14.9, 30.4, 15.0, 29.8});
    ASSERT_TRUE(states);
    EXPECT_DOUBLE_EQ(states->low, 15.0);
    EXPECT_DOUBLE_EQ(states->high, 30.1);
    EXPECT_EQ(states->inLow, 3u);
    EXPECT_EQ(states->inHigh, 3u);

    EXPECT_FALSE(twoStatesOf({15, 30, 15})) << "too few";
    EXPECT_FALSE(twoStatesOf({10, 10.1, 9.9, 10.2})) << "noise";
    EXPECT_FALSE(twoStatesOf({10, 10.1, 9.9, 10.2, 30})) << "one of them alone";
    EXPECT_FALSE(twoStatesOf({10, 13, 16, 19, 22, 25})) << "spread evenly";
}

TEST(Scaling, WorkersDoubleUpToAllProcessors)
{
    using Workers = std::vector<unsigned>;
    EXPECT_EQ(workersUpTo(1), Workers({1}));
    EXPECT_EQ(workersUpTo(2), Workers({1, 2}));
    EXPECT_EQ(workersUpTo(6), Workers({1, 2, 4, 6}));
    EXPECT_EQ(workersUpTo(16), Workers({1, 2, 4, 8, 12, 16}));
}

TEST(Scaling, MeasuresEachRowTwiceInTwoOrders)
{
    const TemporaryFolder folder;
    const auto path = folder.path() / "scaling.json";
    const ProgramResult result = runProgram(COWNSCOPE_SCALING,
                                            {"ping", "banking", "--workers", "2", "--budget", "2",
                                             "--orders", "4", "--json", path.string()});
    EXPECT_EQ(result.exitCode, 0) << result.errors;
    for (const char *word : {"row, workers", "\nping", "\nbanking", "×"})
        EXPECT_NE(result.output.find(word), std::string::npos) << word << '\n' << result.output;

    std::ifstream stream(path);
    const json document = json::parse(stream);
    EXPECT_TRUE(document["complete"]);
    std::vector<std::string> order;
    for (const json &sample : document["samples"]) {
        EXPECT_GT(sample["values"]["value"], 0) << sample;
        EXPECT_GE(sample["values"]["mostInFlight"], 0) << sample;
        EXPECT_GT(sample["values"]["executed"], 0.9 * sample["operations"].get<double>()) << sample;
        if (sample["order"] < 2)
            order.push_back(sample["row"].get<std::string>()
                            + std::to_string(sample["workers"].get<int>()));
    }
    EXPECT_EQ(order,
              (std::vector<std::string>{"ping1", "ping2", "banking1", "banking2", "banking2",
                                        "banking1", "ping2", "ping1"}));
    for (unsigned i = 0; i < 4; ++i) {
        EXPECT_EQ(std::ranges::count_if(document["samples"],
                                        [i](const json &sample) { return sample["order"] == i; }),
                  4);
    }
}

TEST(Scaling, SaysWhatIsWrongWithItsWords)
{
    const ProgramResult result = runProgram(COWNSCOPE_SCALING, {"poker"});
    EXPECT_EQ(result.exitCode, 2);
    EXPECT_NE(result.errors.find("\"poker\" is no row; there are chain-ring"), std::string::npos)
        << result.errors;
}
