// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/results/json_text.h"
#include "lab/transport/transport_file.h"

#include <memory>
#include <vector>

namespace cownscope::test {

inline lab::transport::Row transportRow(std::uint32_t sizeMb, lab::transport::Kind kind,
                                        lab::transport::Transport transport, double mbPerSecond)
{
    return {.sizeMb = sizeMb,
            .kind = kind,
            .transport = transport,
            .itemsPerSecond = mbPerSecond / sizeMb,
            .mbPerSecond = mbPerSecond,
            .mbPerSecondLow = 0.9 * mbPerSecond,
            .mbPerSecondHigh = 1.1 * mbPerSecond};
}

// Bytes and tensors of 2, 8 and 32 MiB over all transports: 1,000 MB/s over a pipe, twice as many
// over a ring, three times over a pool; tensors are 100 MB/s faster.
inline std::vector<lab::transport::Row> transportRows()
{
    using lab::transport::Kind;
    std::vector<lab::transport::Row> rows;
    for (const std::uint32_t size : {2u, 8u, 32u}) {
        for (const Kind kind : {Kind::Bytes, Kind::Tensor}) {
            double throughput = 0;
            for (const lab::transport::Transport transport : lab::transport::ownTransports) {
                throughput += 1000;
                rows.push_back(transportRow(size, kind, transport,
                                            throughput + (kind == Kind::Tensor ? 100 : 0)));
            }
        }
    }
    updateSpeedups(rows);
    return rows;
}

inline lab::transport::SweepOptions transportOptions(bool isIsolated = false)
{
    lab::transport::SweepOptions options;
    options.kinds = {lab::transport::Kind::Bytes, lab::transport::Kind::Tensor};
    options.isolate = isIsolated;
    return options;
}

// As in a JSON file.
inline lab::transport::TransportFile transportFile(const lab::transport::SweepResult &result,
                                                   bool isIsolated = false)
{
    return lab::transport::transportFileFromJson(
        lab::parseJson(toJsonText(transportOptions(isIsolated), result, {})));
}

inline std::shared_ptr<const lab::transport::TransportFile>
sharedTransports(std::vector<lab::transport::Row> rows = transportRows())
{
    return std::make_shared<const lab::transport::TransportFile>(
        transportFile({.rows = std::move(rows), .skipped = {}}));
}

} // namespace cownscope::test
