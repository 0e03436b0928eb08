// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/results/result_document.h"
#include "lab/transport/transport_sweep.h"

#include <string>

namespace cownscope::lab::transport {

// The text of a result file of transports; README.md describes it.
std::string toJsonText(const SweepOptions &options, const SweepResult &result,
                       const Metadata &metadata);

} // namespace cownscope::lab::transport
