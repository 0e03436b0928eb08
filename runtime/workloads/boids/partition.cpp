// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/boids/partition.h"

#include <algorithm>
#include <numeric>

namespace cownscope::boids {

std::uint32_t bandCountFor(std::uint32_t rows, std::uint32_t boids, const Tuning &tuning,
                           std::uint32_t workers)
{
    constexpr std::uint32_t leastShares = 8; // so that small worlds are divided as well
    constexpr std::uint32_t sharesPerWorker = 3;
    const std::uint32_t rowsPerBand = std::max(1u, tuning.rowsPerBand);
    const std::uint32_t cheap = rows / rowsPerBand;
    const std::uint32_t shares = std::max(leastShares, sharesPerWorker * workers);
    const std::uint32_t even = std::min(rows / std::min(2u, rowsPerBand), shares);
    const std::uint32_t worthwhile = boids / std::max(1u, tuning.boidsPerBand);
    const std::uint32_t most = std::min({std::max(cheap, even), tuning.maxBands, bandLimit});
    return std::clamp(worthwhile, 1u, std::max(1u, most));
}

Partition partitionByLoad(std::span<const std::uint64_t> load, std::uint32_t bands)
{
    // A row without boids also has a small cost, so that not all such rows go to one band.
    const auto rows = static_cast<std::uint32_t>(load.size());
    const std::uint64_t total = std::accumulate(load.begin(), load.end(), std::uint64_t{0});
    const std::uint64_t least = total / (8 * std::uint64_t{rows}) + 1;
    std::uint64_t left = total + least * rows;

    Partition partition;
    partition.firstRow.assign(1, 0);
    std::uint32_t row = 0;
    for (std::uint32_t band = 0; band + 1 < bands; ++band) {
        const std::uint32_t bandsLeft = bands - band;
        const std::uint64_t share = left / bandsLeft;
        const std::uint32_t lastRow = rows - (bandsLeft - 1); // leaves a row for each later band
        std::uint64_t sum = load[row] + least;
        ++row;
        // Takes another row while that brings the sum closer to its share.
        while (row < lastRow && sum + (load[row] + least) / 2 <= share) {
            sum += load[row] + least;
            ++row;
        }
        left -= sum;
        partition.firstRow.push_back(row);
    }
    partition.firstRow.push_back(rows);
    return partition;
}

double imbalance(std::span<const std::uint64_t> load, const Partition &partition)
{
    std::uint64_t total = 0;
    std::uint64_t heaviest = 0;
    for (std::uint32_t band = 0; band < partition.bands(); ++band) {
        std::uint64_t sum = 0;
        for (std::uint32_t row = partition.firstRow[band]; row < partition.firstRow[band + 1];
             ++row)
            sum += load[row];
        total += sum;
        heaviest = std::max(heaviest, sum);
    }
    if (total == 0)
        return 1;
    return static_cast<double>(heaviest) * partition.bands() / static_cast<double>(total);
}

} // namespace cownscope::boids
