// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/back_end/isolated_simulation.h"

#include <string>

namespace cownscope::ui {

// What is known about the last end of a back end, as a text to be read by people: how it ended,
// the program and the machine, its last lines, and its configuration as JSON, with which the
// simulation can be repeated. Empty if none has ended.
std::string backEndReport(const IsolatedSimulation &simulation);

} // namespace cownscope::ui
