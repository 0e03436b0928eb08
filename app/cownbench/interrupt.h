// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace cownscope::bench {

// From now on the first SIGINT or SIGTERM only sets a flag, so that what is done can be kept; a
// second one ends the program as usual.
void catchInterrupts();

bool interrupted();

} // namespace cownscope::bench
