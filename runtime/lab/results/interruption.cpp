// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/results/interruption.h"

#include <algorithm>

namespace cownscope::lab {

namespace {

std::string counted(std::size_t count, const char *noun)
{
    return std::to_string(count) + ' ' + noun + (count == 1 ? "" : "s");
}

} // namespace

bool isInterrupted(const Point &point)
{
    return point.error && point.error->message == InterruptedMessage;
}

bool hasFailed(const Point &point)
{
    return point.error && !isInterrupted(point);
}

std::optional<std::uint64_t> plannedRepeats(const Point &point)
{
    const auto found = point.inputs.find("repeats");
    if (found == point.inputs.end() || !found->is_number_integer() || *found < 0)
        return {};
    return found->get<std::uint64_t>();
}

std::string interruptionText(const Point &point)
{
    const std::size_t repeats = point.repeats.size();
    if (const auto planned = plannedRepeats(point))
        return "interrupted after " + std::to_string(repeats) + " of "
            + counted(*planned, "repeat");
    return "interrupted after " + counted(repeats, "repeat");
}

std::optional<std::string> interruptionText(const Document &document)
{
    if (!document.metadata.interrupted)
        return {};
    const auto complete = std::ranges::count_if(
        document.points, [](const Point &point) { return !point.error.has_value(); });
    return "interrupted with " + std::to_string(complete) + " of "
        + std::to_string(document.sweep.values.size()) + " points complete";
}

} // namespace cownscope::lab
