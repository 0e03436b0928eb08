// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "benchmarks/driver/measurement.h"

#include <filesystem>
#include <optional>
#include <stdexcept>

namespace cownscope::benchmark {

// The command line cannot be followed; what() is one sentence that says what would be right.
class UsageError : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

struct CommandLine
{
    Plan plan;
    std::filesystem::path json = {}; // empty: no file
};

// The driver's. Nothing if help was asked for, and printed. Throws UsageError.
std::optional<CommandLine> parseCommandLine(int argc, char **argv);

} // namespace cownscope::benchmark
