// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cownscope/options.h"
#include "base/outcome.h"

namespace cownscope {

// Writes the plot of the results in `options.files` to `options.plot`, without a display: Qt uses
// its platform "offscreen". To be called once, instead of creating a QApplication.
Outcome writePlot(int argc, char *argv[], const ProgramOptions &options);

} // namespace cownscope
