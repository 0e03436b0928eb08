// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/transport/transport_table.h"

#include "base/number_text.h"
#include "lab/results/text_table.h"

#include <algorithm>
#include <set>
#include <utility>

namespace cownscope::lab::transport {

namespace {

std::string sizeText(std::uint32_t sizeMb)
{
    return std::to_string(sizeMb) + 'M';
}

// "1.50x"; nothing for the pipe itself, or if it was not measured.
std::string speedupText(const std::vector<Row> &rows, const Row &row)
{
    const bool hasBase = findRow(rows, row.sizeMb, row.kind, Transport::Pipe) != nullptr;
    return hasBase ? fixedText(row.speedup, 2) + 'x' : "";
}

std::string cell(const std::vector<Row> &rows, const Row *row)
{
    if (row == nullptr)
        return NoValue;
    const std::string speedup = speedupText(rows, *row);
    const bool isBase = row->transport == Transport::Pipe;
    return fixedText(row->mbPerSecond, 0) + (isBase || speedup.empty() ? "" : " (" + speedup + ')');
}

// Our own transports, and the others that were measured.
std::vector<Transport> columnsOf(const std::vector<Row> &rows)
{
    std::vector<Transport> transports(ownTransports.begin(), ownTransports.end());
    for (const Row &row : rows) {
        if (std::ranges::count(transports, row.transport) == 0)
            transports.push_back(row.transport);
    }
    std::ranges::sort(transports);
    return transports;
}

} // namespace

std::string interruptionText(const std::vector<Row> &rows, std::size_t planned)
{
    const auto complete = std::ranges::count(rows, std::string(), &Row::interruption);
    return "interrupted with " + numberText(complete) + " of " + numberText(planned) + " measured";
}

std::string interruptionText(const SweepOptions &options, const Row &row)
{
    std::string passes = std::to_string(row.samples.size());
    std::size_t planned = row.samples.size();
    if (options.common.durationSeconds <= 0) {
        planned = options.common.runs;
        passes += " of " + std::to_string(planned);
    }
    return labelOf(row.kind, row.sizeMb, row.transport) + ": interrupted after " + passes
        + (planned == 1 ? " pass: " : " passes: ") + oneLine(row.interruption);
}

std::string skippedText(const Skipped &skipped)
{
    const Configuration &one = skipped.configuration;
    return "skipped " + labelOf(one.kind, one.sizeMb, one.transport) + ": "
        + oneLine(skipped.reason);
}

std::string renderResult(const SweepOptions &options, const SweepResult &result)
{
    std::string text;
    if (result.interrupted)
        text = interruptionText(result.rows, configurationsOf(options).size()) + '\n';
    if (result.rows.empty())
        return text;
    text += renderTable(result.rows) + '\n';
    if (options.isolate)
        text += '\n' + renderIsolatedTable(result.rows) + '\n';
    for (const Row &row : result.rows) {
        if (!row.interruption.empty())
            text += interruptionText(options, row) + '\n';
    }
    return text;
}

std::string renderTable(const std::vector<Row> &rows)
{
    std::vector<lab::Row> lines{{"kind", "size"}};
    const std::vector<Transport> transports = columnsOf(rows);
    for (const Transport transport : transports)
        lines.front().push_back(nameOf(transport));
    std::set<std::pair<Kind, std::uint32_t>> done;
    for (const Row &row : sorted(rows)) {
        if (!done.emplace(row.kind, row.sizeMb).second)
            continue;
        lab::Row line{nameOf(row.kind), sizeText(row.sizeMb)};
        for (const Transport transport : transports)
            line.push_back(cell(rows, findRow(rows, row.sizeMb, row.kind, transport)));
        lines.push_back(std::move(line));
    }
    return alignedRows(lines) + "\n(MB/s; in parentheses the speedup over the pipe)";
}

std::string renderIsolatedTable(const std::vector<Row> &rows)
{
    std::vector<lab::Row> lines{
        {"kind", "size", "transport", "recv MB/s", "speedup", "CPU s", "peak MB"}};
    for (const Row &row : sorted(rows)) {
        const std::string speedup = speedupText(rows, row);
        lines.push_back({nameOf(row.kind), sizeText(row.sizeMb), nameOf(row.transport),
                         fixedText(row.mbPerSecond, 0), speedup.empty() ? NoValue : speedup,
                         fixedText(row.cpuSeconds, 2), fixedText(row.peakRssMb, 0)});
    }
    return alignedRows(lines)
        + "\n(speedup over the pipe; CPU s and peak MB are of both processes together)";
}

} // namespace cownscope::lab::transport
