// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/transport/row.h"

#include "lab/statistics/summary.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace cownscope::lab::transport {

Row rowOf(const Configuration &configuration, const Measurement &measurement, bool isIsolated)
{
    constexpr double megabyte = 1e6;
    constexpr double mebibyte = 1 << 20;
    constexpr double quantile = 1.96; // of the normal distribution, 97.5 %
    const Summary summary = summarize(measurement.itemsPerSecond);
    const double mean = summary.mean.value();
    const double half = quantile * summary.stdev.value_or(0)
        / std::sqrt(static_cast<double>(measurement.itemsPerSecond.size()));
    const double perItem = static_cast<double>(measurement.payloadBytes) / megabyte;
    return {.sizeMb = configuration.sizeMb,
            .kind = configuration.kind,
            .transport = configuration.transport,
            .itemsPerSecond = mean,
            .mbPerSecond = mean * perItem,
            .mbPerSecondLow = (mean - half) * perItem,
            .mbPerSecondHigh = (mean + half) * perItem,
            .peakRssMb = isIsolated ? static_cast<double>(measurement.peakBytes) / mebibyte : 0,
            .cpuSeconds = isIsolated ? measurement.cpuSeconds : 0,
            .payloadBytes = measurement.payloadBytes,
            .samples = measurement.itemsPerSecond,
            .interruption = measurement.interruption};
}

void updateSpeedups(std::vector<Row> &rows)
{
    for (Row &row : rows) {
        const Row *const pipe = findRow(rows, row.sizeMb, row.kind, Transport::Pipe);
        row.speedup = pipe != nullptr ? row.itemsPerSecond / pipe->itemsPerSecond : 1;
    }
}

std::vector<Row> sorted(std::vector<Row> rows)
{
    std::ranges::stable_sort(
        rows, {}, [](const Row &row) { return std::tuple(row.kind, row.sizeMb, row.transport); });
    return rows;
}

const Row *findRow(const std::vector<Row> &rows, std::uint32_t sizeMb, Kind kind,
                   Transport transport)
{
    const auto found = std::ranges::find_if(rows, [&](const Row &row) {
        return row.sizeMb == sizeMb && row.kind == kind && row.transport == transport;
    });
    return found == rows.end() ? nullptr : &*found;
}

} // namespace cownscope::lab::transport
