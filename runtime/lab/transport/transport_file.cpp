// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/transport/transport_file.h"

#include "lab/results/json_text.h"
#include "lab/results/result_error.h"
#include "lab/transport/transport_csv.h"
#include "lab/transport/transport_table.h"

#include <utility>

namespace cownscope::lab::transport {

TransportFile transportFileFromJson(Json json)
{
    TransportResult result = transportResultFromJson(json);
    return {.rows = std::move(result.rows),
            .skipped = std::move(result.skipped),
            .metadata = std::move(result.metadata),
            .planned = configurationsOf(result.options).size(),
            .json = std::move(json)};
}

TransportFile transportFileFromCsv(std::string_view text)
{
    return {.rows = rowsFromCsv(text)};
}

bool looksLikeCsv(std::string_view text)
{
    const std::string_view line = text.substr(0, text.find('\n'));
    const std::size_t first = line.find_first_not_of(" \t\r");
    if (first == std::string_view::npos || line[first] == '{' || line[first] == '[')
        return false;
    return line.find(',') != std::string_view::npos
        || line.find("size_mb") != std::string_view::npos;
}

std::string toCsv(const TransportFile &file)
{
    return toCsv(file.rows);
}

std::string toJsonText(const TransportFile &file)
{
    if (!file.json)
        throw ResultError("it was read from a CSV file, which does not say how it was measured; "
                          "write it as .csv");
    return fileText(*file.json);
}

std::optional<std::string> interruptionText(const TransportFile &file)
{
    if (!file.metadata.interrupted)
        return {};
    return interruptionText(file.rows, file.planned);
}

} // namespace cownscope::lab::transport
