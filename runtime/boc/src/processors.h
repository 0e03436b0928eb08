// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

namespace boc::detail {

/// Distinct physical cores among these logical CPUs, by the topology in `root`/sys. A CPU of which
/// it says nothing counts as a core of its own.
unsigned coresAmong(const std::vector<unsigned> &cpus, const std::filesystem::path &root = "/");

/// The CPUs' worth of time that the control groups of this process grant it, by `root`/proc/self
/// and what is mounted in `root`; see Processors::quota.
std::optional<double> cpuQuota(const std::filesystem::path &root = "/");

} // namespace boc::detail
