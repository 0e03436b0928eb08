// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/transport/measurement.h"

namespace cownscope::lab::transport {

// As measure(), but the receiver is a new process, too, so that neither side inherits the memory of
// earlier configurations. Throws MeasuringError or std::system_error.
std::optional<Measurement> measureIsolated(const Configuration &configuration, const Clip *clip,
                                           const std::string &program, RunControl &control,
                                           const PassHook &passed = {});

// That process: measures one configuration and reports each pass to its parent. Returns the exit
// code.
int runReceiverProgram();

} // namespace cownscope::lab::transport
