// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchmarks/driver/report.h"

#include "benchmarks/driver/quantity.h"
#include "benchmarks/driver/text_table.h"

#include <algorithm>

namespace cownscope::benchmark {

namespace {

std::optional<double> valueOf(const Round &round, const std::string &contender,
                              const std::string &figure)
{
    const auto sample = round.samples.find(contender);
    return sample == round.samples.end() ? std::nullopt : numberOf(sample->second, figure);
}

std::optional<double> medianOf(const Measurement &measurement, const std::string &contender,
                               const std::string &figure)
{
    std::vector<double> values;
    for (const Round &round : measurement.rounds) {
        if (const auto value = valueOf(round, contender, figure))
            values.push_back(*value);
    }
    if (values.empty())
        return {};
    return median(values);
}

void compare(Line &line, const Measurement &measurement, const Peer &peer)
{
    line.peer = peer.name;
    line.peersMedian = medianOf(measurement, peer.name, line.figure);
    line.target = peer.ratio;
    std::vector<double> ratios;
    for (const Round &round : measurement.rounds) {
        const auto our = valueOf(round, ours, line.figure);
        const auto its = valueOf(round, peer.name, line.figure);
        if (our && its && *its != 0)
            ratios.push_back(*our / *its);
    }
    if (ratios.empty())
        return;
    line.ratio = spreadOf(ratios);
    if (line.target)
        line.met = line.ratio->median >= *line.target;
}

// Those that took part, and those that should have.
std::vector<Peer> allPeersOf(const Measurement &measurement)
{
    std::vector<Peer> peers = measurement.peers;
    for (const Peer &peer : measurement.entry.peers) {
        if (std::ranges::find(peers, peer.name, &Peer::name) == peers.end())
            peers.push_back(peer);
    }
    return peers;
}

} // namespace

std::vector<Line> linesOf(const Measurement &measurement)
{
    std::vector<Line> lines;
    const std::vector<Peer> peers = allPeersOf(measurement);
    for (const Figure &figure : measurement.entry.figures) {
        Line line{.row = measurement.entry.row,
                  .figure = figure.name,
                  .unit = figure.unit,
                  .workers = measurement.workers,
                  .ours = medianOf(measurement, ours, figure.name)};
        line.limit = figure.limit;
        if (line.limit && line.ours)
            line.met = *line.ours <= *line.limit;
        if (peers.empty() || !figure.compared) {
            lines.push_back(line);
            continue;
        }
        for (const Peer &peer : peers) {
            lines.push_back(line);
            compare(lines.back(), measurement, peer);
        }
    }
    return lines;
}

namespace {

using Cells = std::vector<std::string>;

Cells cellsOf(const Line &line)
{
    constexpr const char *none = "-";
    Cells cells(9, none);
    cells[0] = line.row + (line.figure.empty() ? "" : ": ") + line.figure;
    cells[1] = std::to_string(line.workers);
    if (line.ours)
        cells[2] = quantity(*line.ours, line.unit);
    if (!line.peer.empty())
        cells[3] = line.peer
            + (line.peersMedian ? ' ' + quantity(*line.peersMedian, line.unit) : " not run");
    if (line.ratio) {
        cells[4] = fixed(line.ratio->median, 2);
        cells[5] = fixed(line.ratio->min, 2) + "–" + fixed(line.ratio->max, 2);
        cells[6] = fixed(line.ratio->low, 2) + "–" + fixed(line.ratio->high, 2);
    }
    if (line.target)
        cells[7] = "≥ " + fixed(*line.target, 2);
    else if (line.limit)
        cells[7] = "≤ " + quantity(*line.limit, line.unit);
    if (line.met)
        cells[8] = *line.met ? "met" : "NOT MET";
    return cells;
}

} // namespace

std::string tableOf(const std::vector<Line> &lines)
{
    std::vector<Cells> rows{
        {"row", "workers", "ours", "peer", "ratio", "min–max", "95 %", "target", ""}};
    for (const Line &line : lines)
        rows.push_back(cellsOf(line));
    return textTable(rows);
}

} // namespace cownscope::benchmark
