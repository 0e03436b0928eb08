// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <vector>

/// \file
/// What a program has of the machine's processors.
namespace boc {

/// The processors that the calling thread may use, and the threads that it starts.
struct Processors
{
    /// Logical CPUs that are on line and in its affinity, ascending.
    std::vector<unsigned> cpus;
    /// Distinct physical cores among them, at least 1: siblings of a core count once.
    unsigned cores = 1;
    /// How many CPUs' worth of time the control groups of this process grant it (the least of
    /// cpu.max, or of cpu.cfs_quota_us of version 1, from its own group to the outermost that it
    /// can see); nothing where none of them sets a bound.
    std::optional<double> quota;
};

/// Reads that anew from the system, for all may change while a program runs. Where the system does
/// not tell (other than Linux), each logical CPU counts as a core, and there is no quota.
Processors usableProcessors();

/// Threads that can compute side by side at full speed: the physical cores that this thread may
/// use, but no more than the quota, rounded up; at least 1.
unsigned physicalCores();

/// The same for a thread that may use these logical CPUs only.
unsigned physicalCores(const std::vector<unsigned> &cpus);

} // namespace boc
