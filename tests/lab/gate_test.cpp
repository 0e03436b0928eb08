// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/comparison/gate.h"

#include <gtest/gtest.h>

using namespace cownscope::lab;

namespace {

using Lines = std::vector<std::string>;

// A sweep over workers with the same values at each number of them.
Document sweep(std::initializer_list<int> workers, const std::vector<double> &throughputs)
{
    Document document;
    document.sweep.axis = "workers";
    document.sweep.values.assign(workers.begin(), workers.end());
    for (const int count : workers) {
        Point &point = document.points.emplace_back();
        point.inputs = {{"workers", count}};
        for (const double throughput : throughputs)
            point.repeats.emplace_back().throughput = throughput;
    }
    return document;
}

Lines failures(const Document &base, const Document &other, double percent = 5)
{
    return gateFailures(compare(base, other, {.resamples = 200}), percent);
}

const std::vector<double> steady{100, 101, 99, 100.5, 99.5, 100.2};
const std::vector<double> slow{90, 91, 89, 90.5, 89.5, 90.2};

} // namespace

TEST(Gate, LetsPassWhatIsNotShownToBeSlower)
{
    EXPECT_EQ(failures(sweep({1, 2}, steady), sweep({1, 2}, steady)), Lines());
    EXPECT_EQ(failures(sweep({1, 2}, slow), sweep({1, 2}, steady)), Lines());
    EXPECT_EQ(failures(sweep({1, 2}, steady), sweep({1, 2, 4}, steady)), Lines());
    EXPECT_EQ(failures(sweep({1, 2}, steady), sweep({1, 2}, slow), 20), Lines());
}

TEST(Gate, NamesWhatIsSlower)
{
    EXPECT_EQ(failures(sweep({1, 2}, steady), sweep({1, 2}, slow)),
              (Lines{"regression: workers 1 is slower by more than 5 %",
                     "regression: workers 2 is slower by more than 5 %"}));
}

TEST(Gate, NamesWhatCannotBeJudged)
{
    const Document base = sweep({1, 2}, steady);
    Document failed = base;
    failed.points[0].error = PointError{.message = "died"};
    EXPECT_EQ(failures(base, failed), Lines{"not judged: workers 1: the other failed: died"});
    EXPECT_EQ(failures(failed, base), Lines{"not judged: workers 1: the base failed: died"});
    EXPECT_EQ(failures(base, sweep({2}, steady)), Lines{"not judged: workers 1: only in the base"});
    EXPECT_EQ(failures(base, sweep({1, 2}, {100, 101})),
              (Lines{"not judged: workers 1: too few repeats: needs at least 5 of each",
                     "not judged: workers 2: too few repeats: needs at least 5 of each"}));
    EXPECT_EQ(failures(base, Document(sweep({}, steady))),
              (Lines{"not judged: workers 1: only in the base",
                     "not judged: workers 2: only in the base"}));
}

TEST(Gate, IsNotGreenForABaseThatWasNeverMeasured)
{
    Document interrupted = sweep({1, 2}, steady);
    interrupted.metadata.interrupted = true;
    interrupted.sweep.values = {1, 2, 4};
    EXPECT_EQ(failures(interrupted, sweep({1, 2, 4}, steady)),
              Lines{"not judged: workers 4: the base has no measurement"});
    EXPECT_EQ(failures(Document(), Document()),
              Lines{"not judged: the point: the base has no measurement"});
    Document nothing;
    nothing.sweep.values.clear();
    EXPECT_EQ(failures(nothing, nothing), Lines{"not judged: the base has no points"});

    Document payload;
    payload.metadata.interrupted = true;
    payload.sweep.axis = "payload";
    payload.sweep.values = {Json::array({4, 4}), Json::array({8, 8})};
    payload.points.emplace_back().inputs = {{"payload_rows", 4}, {"payload_cols", 4}};
    EXPECT_EQ(compare(payload, payload).neverMeasured, Lines{"8x8"});
}
