// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/experiments/boids/neighbors.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

namespace cownscope::lab {

std::optional<double> meanNeighbors(std::span<const float> x, std::span<const float> y, float range,
                                    std::size_t most, const std::function<bool()> &goOn)
{
    if (x.empty())
        return {};

    // Points sorted by cell, rows of cells first; a cell is as wide and high as the range.
    const auto cellOf = [&](std::size_t i) {
        return std::pair(static_cast<std::int64_t>(std::floor(y[i] / range)),
                         static_cast<std::int64_t>(std::floor(x[i] / range)));
    };
    std::vector<std::pair<std::pair<std::int64_t, std::int64_t>, std::size_t>> sorted;
    sorted.reserve(x.size());
    for (std::size_t i = 0; i < x.size(); ++i)
        sorted.emplace_back(cellOf(i), i);
    std::ranges::sort(sorted);

    const std::size_t stride = (x.size() - 1) / most + 1;
    const std::size_t sampled = (x.size() - 1) / stride + 1;

    // For each of three rows, a pair of positions that only moves forward with the cell.
    std::uint64_t pairs = 0;
    for (std::int64_t down = -1; down <= 1; ++down) {
        auto first = sorted.begin();
        auto last = sorted.begin();
        for (std::size_t place = 0; place < sorted.size(); place += stride) {
            if (!goOn())
                return {};
            const auto &[cell, i] = sorted[place];
            const std::pair left(cell.first + down, cell.second - 1);
            const std::pair right(cell.first + down, cell.second + 1);
            while (first != sorted.end() && first->first < left)
                ++first;
            while (last != sorted.end() && last->first <= right)
                ++last;
            for (auto other = first; other < last; ++other) {
                const float dx = x[other->second] - x[i];
                const float dy = y[other->second] - y[i];
                pairs += dx * dx + dy * dy < range * range ? 1u : 0u;
            }
        }
    }
    const std::uint64_t withoutSelf = pairs - sampled;
    return static_cast<double>(withoutSelf) / static_cast<double>(sampled);
}

} // namespace cownscope::lab
