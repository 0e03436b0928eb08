// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/children/parent_link.h"

#include <functional>

namespace cownscope::lab::transport {

// What both child processes have in common: leaves Ctrl-C to the parent, and reports every
// exception as a failure. Returns the exit code, that of `run` if it does not throw.
int runAsChild(const std::function<int(ParentLink &)> &run);

} // namespace cownscope::lab::transport
