// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace cownscope::lab::transport {

// The process that sends: connects to the passed descriptors, builds the payload, and sends the
// items of a pass whenever its parent says so. Returns the exit code.
int runSenderProgram();

} // namespace cownscope::lab::transport
