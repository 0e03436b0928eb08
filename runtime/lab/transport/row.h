// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/transport/configuration.h"
#include "lab/transport/measurement.h"

#include <cstdint>
#include <string>
#include <vector>

namespace cownscope::lab::transport {

// The result of one configuration, as in a file.
struct Row
{
    std::uint32_t sizeMb = 0; // of an item, in MiB
    Kind kind = Kind::Bytes;
    Transport transport = Transport::Pipe;
    double itemsPerSecond = 0; // mean of the passes
    double mbPerSecond = 0;    // 1e6 bytes of payload per second
    double mbPerSecondLow = 0; // 95 % interval of the mean, by normal approximation
    double mbPerSecondHigh = 0;
    double speedup = 1;    // over the pipe for this kind and size; 1 if that was not measured
    double peakRssMb = 0;  // in MiB, of both processes; 0 if it was not measured
    double cpuSeconds = 0; // of both processes; 0 if it was not measured
    // Not in a CSV file.
    std::uint64_t payloadBytes = 0;   // of an item
    std::vector<double> samples = {}; // items per second, of each pass
    std::string interruption = {};    // why passes are missing; empty if none is

    bool operator==(const Row &) const = default;
};

// `isIsolated`: memory and CPU time are those of this configuration alone.
Row rowOf(const Configuration &configuration, const Measurement &measurement, bool isIsolated);

// Computes the speedups of all rows.
void updateSpeedups(std::vector<Row> &rows);

// By kind, then size, then transport.
std::vector<Row> sorted(std::vector<Row> rows);

const Row *findRow(const std::vector<Row> &rows, std::uint32_t sizeMb, Kind kind,
                   Transport transport);

} // namespace cownscope::lab::transport
