// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

namespace cownscope::lab {
class Workload;
} // namespace cownscope::lab

namespace cownscope::bench {

// A subcommand: add…Command describes its options to `app` and returns what runs it once they are
// parsed. It returns the exit code and throws UsageError or lab::ResultError, both exit code 2.
using Command = std::function<int(const std::vector<std::string> &argv)>;

Command addMeasureCommand(CLI::App &app, const lab::Workload &workload);
Command addBoidsCommand(CLI::App &app); // measures boids, from a scene
Command addChildCommand(CLI::App &app);
Command addCompareCommand(CLI::App &app);
Command addTableCommand(CLI::App &app);

} // namespace cownscope::bench
