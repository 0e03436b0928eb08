// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

namespace boc::detail {

/// Distinct physical cores among these logical CPUs, by the topology in `root`/sys. A CPU without
/// topology information counts as one core.
unsigned coresAmong(const std::vector<unsigned> &cpus, const std::filesystem::path &root = "/");

/// The CPU quota of this process's control groups, by `root`/proc/self and the mounts in `root`;
/// see Processors::quota.
std::optional<double> cpuQuota(const std::filesystem::path &root = "/");

} // namespace boc::detail
