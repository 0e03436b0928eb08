// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "lab/results/result_document.h"

namespace cownscope::lab {

std::string hostName();
std::uint32_t logicalCpus();
std::optional<std::string> cpuModel();
std::uint64_t memoryBytes();              // physical, of the machine
std::vector<std::uint32_t> cpuAffinity(); // logical CPUs that this process may use
// For this process from now on, its threads to come included; false if there are no such CPUs.
bool setCpuAffinity(const std::vector<std::uint32_t> &cpus);

// Now, local time, by a format of strftime.
std::string localTime(const char *format);
std::string timestamp(); // YYYY-MM-DDThh:mm:ss

// What a measurement depends on beside the program: hostname, platform, kernel, cpu_count (of the
// machine), physical_cpu_count (cores that this process may use: see boc::physicalCores),
// cpu_model, cpu_affinity, cpu_quota (CPUs' worth of time that control groups grant; null if they
// set no bound), scaling_governor (null where frequencies are not scaled), randomize_va_space (0
// off, 1 in part, 2 in full) and load_average (over a minute, now).
Json describeMachine();

// Everything but finishedAt, which is set when the last point is done.
Metadata describeRun(const std::string &program, std::vector<std::string> argv);

// "results/NAME-HOST-YYYYMMDDThhmmss.json", relative to the working directory.
std::filesystem::path defaultResultPath(const std::string &name);

} // namespace cownscope::lab
