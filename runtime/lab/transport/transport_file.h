// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/transport/transport_json.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace cownscope::lab::transport {

// The contents of a result file of transports, either CSV or JSON.
struct TransportFile
{
    std::vector<Row> rows;
    // Only a JSON file has the rest.
    std::vector<Skipped> skipped = {};
    Metadata metadata = {};
    std::size_t planned = 0;       // the number of configurations that were to be measured
    std::optional<Json> json = {}; // the whole file, with names that are not known here
};

// Both throw ResultError, whose text begins with the field or the line.
TransportFile transportFileFromJson(Json json);
TransportFile transportFileFromCsv(std::string_view text);

// Whether a file is to be read as CSV: it does not begin like a JSON object or array, and its first
// line has several fields or the name of the first column.
bool looksLikeCsv(std::string_view text);

// The text of a CSV or JSON file. Throws ResultError if there is no JSON file: a CSV file does not
// say how it was measured.
std::string toCsv(const TransportFile &file);
std::string toJsonText(const TransportFile &file);

// "interrupted with 3 of 36 measured"; nothing if the measurement is complete.
std::optional<std::string> interruptionText(const TransportFile &file);

} // namespace cownscope::lab::transport
