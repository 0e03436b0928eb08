// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/results/result_document.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace cownscope::lab {

std::string hostName();
std::uint32_t logicalCpus();
std::optional<std::string> cpuModel();
std::uint64_t memoryBytes();              // physical, of the machine
std::vector<std::uint32_t> cpuAffinity(); // logical CPUs that this process may use
// For the calling thread and threads it starts from now on; false if some CPUs do not exist.
bool setCpuAffinity(const std::vector<std::uint32_t> &cpus);

// The current local time, in a format of strftime.
std::string localTime(const char *format);
std::string timestamp(); // YYYY-MM-DDThh:mm:ss

// Properties of the machine that affect a measurement: hostname, platform, kernel, cpu_count (of
// the machine), physical_cpu_count (cores that this process may use: see boc::physicalCores),
// cpu_model, cpu_affinity, cpu_quota (limit of the control groups, in CPUs; null without a limit),
// scaling_governor (null if frequencies are not scaled), randomize_va_space (0 off, 1 partial, 2
// full) and load_average (of the last minute).
Json describeMachine();

// All metadata except finishedAt, which is set when the last point is done.
Metadata describeRun(const std::string &program, std::vector<std::string> argv);

// "results/NAME-HOST-YYYYMMDDThhmmss.json", relative to the working directory.
std::filesystem::path defaultResultPath(const std::string &name);

} // namespace cownscope::lab
