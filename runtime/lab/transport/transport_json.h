// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/results/result_document.h"
#include "lab/transport/transport_sweep.h"

#include <filesystem>
#include <string>

namespace cownscope::lab::transport {

// A result file of transports; README.md describes it.
struct TransportResult : SweepResult
{
    SweepOptions options;
    Metadata metadata;
};

std::string toJsonText(const SweepOptions &options, const SweepResult &result,
                       const Metadata &metadata);

// Throws ResultError that names the file and the field, as in
// "r.json: rows[2].kind must be bytes, matrix, tensor or packets, but is "text"".
TransportResult readTransportJson(const std::filesystem::path &path);

// The same for the contents of a file; errors begin with the field.
TransportResult transportResultFromJson(const Json &json);

// Whether this is such a file, and not one of the other results. It may still have errors.
bool isTransportResult(const Json &json);

} // namespace cownscope::lab::transport
