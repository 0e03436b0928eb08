// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/comparison/comparison.h"
#include "lab/results/point_labels.h"
#include "lab/results/result_error.h"
#include "normal_values.h"
#include "support/scale.h"

#include <gtest/gtest.h>

#include <algorithm>

using namespace cownscope;
using namespace cownscope::lab;

namespace {

using Values = std::vector<double>;

constexpr BootstrapOptions quick{.resamples = 1000};
constexpr BootstrapOptions fewResamples{.resamples = 100};

Point &addPoint(Document &document, Json inputs, const Values &throughputs)
{
    Point &point = document.points.emplace_back();
    point.inputs = std::move(inputs);
    for (const double throughput : throughputs)
        point.repeats.emplace_back().throughput = throughput;
    return point;
}

Document single(const Values &throughputs)
{
    Document document;
    addPoint(document, Json::object(), throughputs);
    return document;
}

PointComparison compareSingle(const Values &base, const Values &other)
{
    return compare(single(base), single(other), quick).points.at(0);
}

// `count` points over workers, each with `repeats` normal throughputs.
Document noisy(SplitMix &random, int count, std::size_t repeats, double mean, double deviation)
{
    Document document;
    document.sweep.axis = "workers";
    for (int i = 0; i < count; ++i)
        addPoint(document, {{"workers", i}}, test::normalValues(random, repeats, mean, deviation));
    return document;
}

std::ptrdiff_t countOf(const Comparison &comparison, Verdict verdict)
{
    return std::ranges::count(comparison.points, verdict, &PointComparison::verdict);
}

const Values steady{100, 101, 99, 100.5, 99.5, 100.2};

} // namespace

TEST(Comparison, ShowsWhatIsFasterAndWhatIsSlower)
{
    const Values fast{120, 121, 119, 120.5, 119.5, 120.2};
    const PointComparison faster = compareSingle(steady, fast);
    EXPECT_EQ(faster.verdict, Verdict::Faster);
    EXPECT_EQ(faster.obstacle, Obstacle::None);
    EXPECT_EQ(faster.baseMedian, 100.1);
    EXPECT_EQ(faster.otherMedian, 120.1);
    EXPECT_NEAR(faster.difference.value_or(0), 120.1 / 100.1 - 1, 1e-12);
    EXPECT_NEAR(faster.p.value_or(0), 2.0 / 924, 1e-12);
    ASSERT_TRUE(faster.interval);
    EXPECT_GT(faster.interval->low, 0.17);
    EXPECT_LT(faster.interval->high, 0.23);
    EXPECT_GT(faster.noiseFloor.value_or(0), 0);
    EXPECT_LT(faster.noiseFloor.value_or(1), 0.02);

    const PointComparison slower = compareSingle(fast, steady);
    EXPECT_EQ(slower.verdict, Verdict::Slower);
    EXPECT_LT(slower.difference.value_or(0), 0);
    EXPECT_LT(slower.interval.value().high, 0);
}

TEST(Comparison, ShowsNoDifferenceWithItself)
{
    const PointComparison same = compareSingle(steady, steady);
    EXPECT_EQ(same.verdict, Verdict::NoDifferenceShown);
    EXPECT_EQ(same.difference, 0);
    EXPECT_EQ(same.p, 1);
}

TEST(Comparison, NeedsEnoughRepeatsOnBothSides)
{
    EXPECT_EQ(compareSingle({1, 2, 3}, {7, 8, 9}).verdict, Verdict::TooFewRepeats);
    EXPECT_EQ(compareSingle({100, 101, 102, 103}, {207, 208, 209, 210}).verdict, Verdict::Faster);
    // One repeat against very many would be enough for a rank test, but has no spread.
    const PointComparison one = compareSingle({1}, Values(50, 2.0));
    EXPECT_EQ(one.verdict, Verdict::TooFewRepeats);
    EXPECT_FALSE(one.interval);
    EXPECT_EQ(one.difference, 1);
    EXPECT_EQ(compare(Document(), Document()).repeatsNeeded, 4u);
}

// All of `other` are above all of `base`, and the interval is, but the halves of `base` differ
// more.
TEST(Comparison, ShowsNothingBelowTheNoiseFloor)
{
    const PointComparison point = compareSingle({90, 91, 92, 93, 107, 108, 109, 110},
                                                {111, 111.1, 111.2, 111.3, 111.4, 111.5, 111.6});
    EXPECT_LT(point.p.value(), 0.01);
    EXPECT_GT(point.interval.value().low, 0);
    EXPECT_GT(point.noiseFloor.value(), point.difference.value());
    EXPECT_EQ(point.verdict, Verdict::NoDifferenceShown);
}

// The medians are far apart, but some of `other` are below all of `base`.
TEST(Comparison, ShowsNothingAgainstTheRankTest)
{
    const PointComparison point = compareSingle(
        {100, 100.1, 100.2, 100.3, 100.4, 100.5, 100.6},
        {99, 99.1, 99.2, 103, 103.1, 103.2, 103.3, 103.4, 103.5, 103.6, 103.7, 103.8});
    EXPECT_GT(point.p.value(), 0.05);
    EXPECT_GT(point.difference.value(), point.noiseFloor.value());
    EXPECT_GT(point.interval.value().low, 0);
    EXPECT_EQ(point.verdict, Verdict::NoDifferenceShown);
}

// One of the four of `base` is above most of `other`: the median of `base` could well be there.
TEST(Comparison, ShowsNothingIfTheIntervalContainsZero)
{
    const PointComparison point = compareSingle(
        {100, 100.1, 100.2, 107},
        {105, 105.1, 105.2, 105.3, 105.4, 105.5, 105.6, 108, 108.1, 108.2, 108.3, 108.4});
    EXPECT_LT(point.p.value(), 0.05);
    EXPECT_GT(point.difference.value(), point.noiseFloor.value());
    EXPECT_LT(point.interval.value().low, 0);
    EXPECT_EQ(point.verdict, Verdict::NoDifferenceShown);
}

TEST(Comparison, TakesTheLargerNoiseFloor)
{
    const Values wild{80, 120, 90, 110, 100, 95};
    const double floor = compareSingle(wild, wild).noiseFloor.value();
    EXPECT_EQ(compareSingle(steady, wild).noiseFloor, floor);
    EXPECT_EQ(compareSingle(wild, steady).noiseFloor, floor);
    EXPECT_LT(compareSingle(steady, steady).noiseFloor.value(), floor);
    EXPECT_EQ(compareSingle({100, 100}, wild).noiseFloor, floor);
}

TEST(Comparison, RaisesFalseAlarmsSeldom)
{
    constexpr int points = tests::repeats(400, 80);
    SplitMix random(11, 0);
    for (const std::size_t repeats : {4u, 8u, 12u}) {
#ifdef COWNSCOPE_SANITIZED
        if (repeats > 4)
            break; // the exact test of many repeats takes most of a minute there
#endif
        std::ptrdiff_t none = 0;
        for (int point = 0; point < points; ++point) // one alone
            none += countOf(compare(noisy(random, 1, repeats, 5000, 50),
                                    noisy(random, 1, repeats, 5000, 50), quick),
                            Verdict::NoDifferenceShown);
        EXPECT_GE(none, points * 95 / 100) << repeats;
    }
}

// Of whole sweeps at most one in twenty may show a difference somewhere.
TEST(Comparison, RaisesFalseAlarmsSeldomHoweverManyPointsThereAre)
{
    constexpr int sweeps = tests::repeats(200, 40);
    SplitMix random(13, 0);
    int alarms = 0;
    int uncorrected = 0;
    for (int sweep = 0; sweep < sweeps; ++sweep) {
        const Comparison comparison =
            compare(noisy(random, 6, 5, 5000, 50), noisy(random, 6, 5, 5000, 50), fewResamples);
        EXPECT_EQ(countOf(comparison, Verdict::TooFewRepeats), 0);
        alarms += countOf(comparison, Verdict::NoDifferenceShown) < 6 ? 1 : 0;
        uncorrected += std::ranges::any_of(
            comparison.points, [](const PointComparison &point) { return *point.p < 0.05; });
    }
    EXPECT_LE(alarms, sweeps * 5 / 100);
    EXPECT_GE(uncorrected, sweeps * 10 / 100) << "nothing had to be corrected";
}

TEST(Comparison, TakesTheNumberOfPointsIntoAccount)
{
    const Values fast{103, 104, 102, 103.5, 102.5};
    const Values base{100, 101, 99, 100.5, 99.5};
    EXPECT_EQ(compareSingle(base, fast).verdict, Verdict::Faster);
    Document first;
    Document second;
    first.sweep.axis = second.sweep.axis = "workers";
    for (int workers = 1; workers <= 7; ++workers) {
        addPoint(first, {{"workers", workers}}, base);
        addPoint(second, {{"workers", workers}}, workers == 1 ? fast : base);
    }
    const Comparison seven = compare(first, second, quick);
    EXPECT_EQ(seven.points[0].verdict, Verdict::TooFewRepeats);
    EXPECT_FALSE(seven.points[0].interval);
    EXPECT_NEAR(seven.points[0].p.value(), 2.0 / 252, 1e-12);
    EXPECT_NEAR(seven.points[0].correctedP.value(), 7 * 2.0 / 252, 1e-12);
    EXPECT_EQ(seven.repeatsNeeded, 6u);
    EXPECT_EQ(seven.notes,
              std::vector<std::string>{"p is corrected for the 7 points that are compared (Holm)"});
    first.points.pop_back();
    EXPECT_EQ(compare(first, second, quick).points[0].verdict, Verdict::Faster);
}

TEST(Comparison, ComparesWhatAnInterruptedSweepHas)
{
    Document base = single(steady);
    Document other = single({120, 121, 119, 120.5, 119.5});
    other.metadata.interrupted = true;
    other.points[0].error = PointError{.message = "interrupted"};
    const Comparison comparison = compare(base, other, quick);
    EXPECT_EQ(comparison.points[0].verdict, Verdict::Faster);
    EXPECT_EQ(comparison.notes,
              std::vector<std::string>{"the other was interrupted with 0 of 1 points complete"});
}

TEST(Comparison, FindsTenPercentInOnePercentOfNoise)
{
    constexpr int points = tests::repeats(100, 20);
    SplitMix random(12, 0);
    const Document base = noisy(random, points, 8, 5000, 50);
    const Document slower = noisy(random, points, 8, 4500, 45);
    EXPECT_EQ(countOf(compare(base, slower, quick), Verdict::Slower), points);
    EXPECT_EQ(countOf(compare(slower, base, quick), Verdict::Faster), points);
}

TEST(Comparison, RefusesDifferentAxes)
{
    Document base = single(steady);
    base.sweep.axis = "workers";
    try {
        compare(base, single(steady));
        FAIL();
    } catch (const ResultError &error) {
        EXPECT_STREQ(error.what(),
                     "the axes must be the same to be compared, but the base has "
                     "\"workers\" and the other \"none\"");
    }
}

// Live results of two sittings in which not the same was tried.
TEST(Comparison, WithoutAnAxisMatchesWhatIsTheSame)
{
    Document base;
    Document other;
    addPoint(base, {{"workers", 1}, {"duration", 5}}, {10});
    addPoint(base, {{"workers", 2}, {"duration", 5}}, {20});
    addPoint(other, {{"workers", 2}, {"duration", 9}}, {21});
    addPoint(other, {{"workers", 4}, {"duration", 9}}, {40});
    const Comparison comparison = compare(base, other, fewResamples);
    EXPECT_EQ(pointHeading(comparison.axis, comparison.points.size()), "point");
    ASSERT_EQ(comparison.points.size(), 3u);
    EXPECT_EQ(comparison.points[0].label, "workers 1");
    EXPECT_EQ(comparison.points[0].obstacle, Obstacle::OnlyInBase);
    EXPECT_EQ(comparison.points[1].label, "workers 2");
    EXPECT_EQ(comparison.points[1].baseMedian, 20);
    EXPECT_EQ(comparison.points[1].otherMedian, 21);
    EXPECT_EQ(comparison.points[2].label, "workers 4");
    EXPECT_EQ(comparison.points[2].obstacle, Obstacle::OnlyInOther);
    EXPECT_EQ(comparison.nameOf(comparison.points[0].label), "workers 1");
}

TEST(Comparison, MatchesPointsByTheValueOfTheAxis)
{
    Document base;
    Document other;
    base.sweep.axis = other.sweep.axis = "group-size";
    addPoint(base, {{"group_size", 2}}, {10});
    addPoint(base, {{"group_size", 8}}, {20});
    addPoint(base, {{"group_size", 4}}, {30});
    addPoint(other, {{"group_size", 4.0}}, {33}); // the same number
    addPoint(other, {{"group_size", 16}}, {44});
    addPoint(other, {{"group_size", 2}}, {11});
    const auto points = compare(base, other).points;
    ASSERT_EQ(points.size(), 4u);
    const auto expectPoint = [&](std::size_t i, const char *label,
                                 std::optional<std::size_t> baseIndex,
                                 std::optional<std::size_t> otherIndex, Obstacle obstacle) {
        EXPECT_EQ(points[i].label, label);
        EXPECT_EQ(points[i].basePoint, baseIndex);
        EXPECT_EQ(points[i].otherPoint, otherIndex);
        EXPECT_EQ(points[i].obstacle, obstacle);
        EXPECT_EQ(points[i].verdict.has_value(), obstacle == Obstacle::None);
    };
    expectPoint(0, "2", 0, 2, Obstacle::None);
    expectPoint(1, "8", 1, {}, Obstacle::OnlyInBase);
    expectPoint(2, "4", 2, 0, Obstacle::None);
    expectPoint(3, "16", {}, 1, Obstacle::OnlyInOther);
    EXPECT_EQ(points[1].baseMedian, 20);
    EXPECT_FALSE(points[1].otherMedian);
    EXPECT_EQ(points[2].otherMedian, 33);
    EXPECT_EQ(points[3].otherMedian, 44);
}

TEST(Comparison, MatchesEqualValuesInTheirOrder)
{
    Document base;
    base.sweep.axis = "workers";
    addPoint(base, {{"workers", 2}}, {10});
    addPoint(base, {{"workers", 2}}, {20});
    const auto points = compare(base, base).points;
    ASSERT_EQ(points.size(), 2u);
    EXPECT_EQ(points[0].otherPoint, 0u);
    EXPECT_EQ(points[1].otherPoint, 1u);
}

TEST(Comparison, SaysWhatKeepsAPointFromBeingCompared)
{
    Document failed = single(steady);
    failed.points[0].error = PointError{.message = "died"};
    const auto obstacle = [](const Document &base, const Document &other) {
        const PointComparison point = compare(base, other).points.at(0);
        EXPECT_FALSE(point.verdict);
        return point.obstacle;
    };
    EXPECT_EQ(obstacle(failed, single(steady)), Obstacle::BaseFailed);
    EXPECT_EQ(obstacle(single(steady), failed), Obstacle::OtherFailed);
    EXPECT_EQ(compare(single(steady), failed).points[0].message, "died");
    EXPECT_EQ(compare(single(steady), failed).points[0].baseMedian, 100.1);
    EXPECT_FALSE(compare(single(steady), failed).points[0].otherMedian);
    EXPECT_EQ(obstacle(single({}), single(steady)), Obstacle::BaseHasNoRepeats);
    EXPECT_EQ(obstacle(single(steady), single({})), Obstacle::OtherHasNoRepeats);
    EXPECT_EQ(obstacle(single({0, 1, 2, 3}), single(steady)), Obstacle::NotAboveZero);
    EXPECT_EQ(compareSingle(steady, {0, 0, 0, 0, 0}).verdict, Verdict::Slower);
}

TEST(Comparison, NotesOtherInputsAndMachines)
{
    Document base;
    Document other;
    base.sweep.axis = other.sweep.axis = "workers";
    const Json inputs{{"workers", 1},    {"iters", 2000}, {"rings", 4},
                      {"seed", nullptr}, {"repeats", 5},  {"duration", 3}};
    addPoint(base, inputs, steady);
    addPoint(base, {{"workers", 2}, {"iters", 2000}, {"rings", 8}, {"seed", nullptr}}, steady);
    addPoint(base, {{"workers", 3}, {"iters", 77}}, steady); // only here
    addPoint(other, {{"workers", 1}, {"iters", 1000}, {"rings", 4}, {"seed", 1}, {"duration", 3.0}},
             steady);
    addPoint(other, {{"workers", 2}, {"iters", 1000}, {"rings", 9}, {"seed", 1}, {"new", "x"}},
             steady);
    base.metadata.hostname = other.metadata.hostname = "h";
    base.metadata.compiler = "GCC 12";
    other.metadata.compiler = "GCC 13";
    other.metadata.buildType = "Debug";
    EXPECT_EQ(compare(base, other, quick).conditions,
              (std::vector<ConditionDifference>{{"compiler", "GCC 12", "GCC 13"},
                                                {"build_type", "-", "Debug"},
                                                {"iters", "2000", "1000"},
                                                {"seed", "None", "1"},
                                                {"rings", "8", "9", "2"},
                                                {"new", "-", "x", "2"}}));
    EXPECT_TRUE(compare(base, base, quick).conditions.empty());
}
