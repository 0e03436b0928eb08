// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/statistics/rank_test.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <vector>

namespace cownscope::lab {

namespace {

constexpr std::size_t largestExactProduct = 400; // counts stay below 2^53, where doubles are exact

bool isCountable(std::size_t firstSize, std::size_t secondSize)
{
    return firstSize <= largestExactProduct / std::max<std::size_t>(secondSize, 1);
}

struct Ranking
{
    double u = 0;       // of the first sample
    double tieTerm = 0; // sum of t^3 - t over groups of t equal values
};

Ranking rank(std::span<const double> first, std::span<const double> second)
{
    struct Value
    {
        double value;
        bool isFirst;
    };
    std::vector<Value> all;
    for (const double value : first)
        all.push_back({value, true});
    for (const double value : second)
        all.push_back({value, false});
    std::ranges::sort(all, {}, &Value::value);

    Ranking ranking;
    double secondBelow = 0;
    for (auto group = all.begin(); group != all.end();) {
        const auto end = std::find_if(
            group, all.end(), [&](const Value &other) { return other.value != group->value; });
        const auto size = static_cast<double>(end - group);
        const auto firsts =
            static_cast<double>(std::ranges::count(group, end, true, &Value::isFirst));
        ranking.u += firsts * (secondBelow + (size - firsts) / 2);
        ranking.tieTerm += size * size * size - size;
        secondBelow += size - firsts;
        group = end;
    }
    return ranking;
}

// The number of orderings of two samples for each U. ways[i] counts them for i values of the first
// sample and, while `j` grows, j values of the second. The largest value belongs either to the
// first sample, and adds j to U, or to the second, and adds nothing.
std::vector<double> ordersByU(std::size_t firstSize, std::size_t secondSize)
{
    std::vector<std::vector<double>> ways(firstSize + 1,
                                          std::vector<double>(firstSize * secondSize + 1));
    for (auto &way : ways)
        way[0] = 1;
    for (std::size_t j = 1; j <= secondSize; ++j) {
        for (std::size_t i = 1; i <= firstSize; ++i) {
            for (std::size_t u = j; u <= i * j; ++u)
                ways[i][u] += ways[i - 1][u - j];
        }
    }
    return ways.back();
}

double exactP(double u, std::size_t firstSize, std::size_t secondSize)
{
    const std::vector<double> orders = ordersByU(firstSize, secondSize);
    const auto fromStart = static_cast<std::ptrdiff_t>(u);
    const auto fromEnd = std::ssize(orders) - 1 - fromStart;
    const auto tailEnd = orders.begin() + std::min(fromStart, fromEnd) + 1;
    const double tail = std::accumulate(orders.begin(), tailEnd, 0.0);
    return std::min(1.0, 2 * tail / std::accumulate(orders.begin(), orders.end(), 0.0));
}

double approximateP(const Ranking &ranking, std::size_t firstSize, std::size_t secondSize)
{
    const double product = static_cast<double>(firstSize) * static_cast<double>(secondSize);
    const auto count = static_cast<double>(firstSize + secondSize);
    const double variance = product / 12 * (count + 1 - ranking.tieTerm / (count * (count - 1)));
    const double distance = std::abs(ranking.u - product / 2) - 0.5;
    if (distance <= 0 || variance <= 0)
        return 1;
    return std::erfc(distance / std::sqrt(variance) / std::numbers::sqrt2);
}

} // namespace

std::optional<RankTest> rankTest(std::span<const double> first, std::span<const double> second,
                                 RankTestMethod method)
{
    if (first.empty() || second.empty())
        return {};
    const Ranking ranking = rank(first, second);
    RankTest test{.u = ranking.u, .smallestP = smallestRankTestP(first.size(), second.size())};
    test.exact = method == RankTestMethod::ExactIfPossible && ranking.tieTerm == 0
        && isCountable(first.size(), second.size());
    test.p = test.exact ? exactP(ranking.u, first.size(), second.size())
                        : approximateP(ranking, first.size(), second.size());
    return test;
}

double smallestRankTestP(std::size_t firstSize, std::size_t secondSize)
{
    if (firstSize == 0 || secondSize == 0)
        return 1;
    return isCountable(firstSize, secondSize) ? exactP(0, firstSize, secondSize)
                                              : approximateP({}, firstSize, secondSize);
}

std::size_t rankTestSizeNeeded(double significance)
{
    std::size_t size = 1;
    while (smallestRankTestP(size, size) >= significance)
        ++size;
    return size;
}

} // namespace cownscope::lab
