// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/transport/transport_sweep.h"

#include <string>
#include <vector>

namespace cownscope::bench {

// The options of `cownbench transport`.
struct TransportOptions
{
    lab::transport::SweepOptions sweep;
    std::string csvPath;  // empty: no file
    std::string jsonPath; // likewise
    bool quiet = false;
};

// Runs the command. Returns the exit code: 0 if everything was measured, 1 if something was
// skipped, lacks passes or could not be written, 130 if interrupted. Throws UsageError before
// anything is measured.
int runTransport(const TransportOptions &options, const std::vector<std::string> &argv);

} // namespace cownscope::bench
