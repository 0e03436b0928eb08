// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/results/result_document.h"

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

// Reads a result file of a workload. Throws lab::FileError, also for a result of transports.
lab::Document readDocument(const std::filesystem::path &path);

// Prints the table of a result file, with what could not be measured below. Throws lab::FileError.
void printTable(const std::filesystem::path &path);

} // namespace cownscope::bench
