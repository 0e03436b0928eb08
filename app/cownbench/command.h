// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>

#include <filesystem>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

namespace cownscope::lab {
class Workload;
} // namespace cownscope::lab

namespace cownscope::bench {

// The command line is invalid; what() is an error message that says how to correct it.
class UsageError : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

// A subcommand. add…Command() adds its options to `app` and returns a function that runs it after
// parsing. The function returns the exit code, or throws UsageError or lab::ResultError, which mean
// exit code 2.
using Command = std::function<int(const std::vector<std::string> &argv)>;

Command addMeasureCommand(CLI::App &app, const lab::Workload &workload);
Command addBoidsCommand(CLI::App &app); // measures boids, optionally from a scene
Command addCompareCommand(CLI::App &app);
Command addTableCommand(CLI::App &app);
Command addTransportCommand(CLI::App &app);

// Prints the table of a result file, with the errors of its points below. Throws lab::FileError.
void printTable(const std::filesystem::path &path);

} // namespace cownscope::bench
