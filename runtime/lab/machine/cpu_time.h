// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

namespace cownscope::lab {

// CPU time in seconds, summed over all CPUs, since an arbitrary moment: only differences are
// meaningful. Resolution 10 ms.
struct CpuTimes
{
    double busy = 0;   // of the whole machine
    double stolen = 0; // taken from this virtual machine by its host
    double own = 0;    // of this process

    CpuTimes operator-(const CpuTimes &earlier) const
    {
        return {busy - earlier.busy, stolen - earlier.stolen, own - earlier.own};
    }
    // The time of other programs, including kernel work for them.
    double others() const { return busy > own ? busy - own : 0; }
};

// From /proc/stat; empty if that cannot be read.
std::optional<CpuTimes> readCpuTimes();

} // namespace cownscope::lab
