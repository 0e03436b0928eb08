// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "benchmarks/driver/external_peers.h"
#include "benchmarks/driver/measurement.h"

#include <filesystem>
#include <optional>

namespace cownscope::benchmark {

struct CommandLine
{
    Plan plan;
    std::filesystem::path json = {}; // empty: no file
};

// The driver's. Nothing if help was asked for, and printed. Throws UsageError.
std::optional<CommandLine> parseCommandLine(int argc, char **argv);

} // namespace cownscope::benchmark
