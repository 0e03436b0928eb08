// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <vector>

/// \file
/// The processors that a program may use.
namespace boc {

/// The processors that the calling thread may use, and the threads that it starts.
struct Processors
{
    /// Online logical CPUs in the thread's affinity mask, ascending.
    std::vector<unsigned> cpus;
    /// Distinct physical cores among them, at least 1: siblings of a core count once.
    unsigned cores = 1;
    /// CPU quota of this process's control groups, in CPUs: the minimum of cpu.max (or
    /// cpu.cfs_quota_us in version 1) from its own group to the outermost visible one; empty if
    /// none sets a limit.
    std::optional<double> quota;
};

/// Reads the values from the system on each call, since they may change while a program runs. On
/// systems other than Linux, each logical CPU counts as a core, and there is no quota.
Processors usableProcessors();

/// The number of threads that can compute in parallel at full speed: the physical cores that this
/// thread may use, limited by the quota, rounded up; at least 1.
unsigned physicalCores();

/// The same for a thread that may use only these logical CPUs.
unsigned physicalCores(const std::vector<unsigned> &cpus);

} // namespace boc
