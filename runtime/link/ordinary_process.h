// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace cownscope::link {

// Puts the process into a defined state at the start of main(), however it was started. Call it
// before anything is opened. Throws std::system_error.
//
// - Standard streams are open, so that no file or pipe gets their numbers. A stream that was closed
//   is not writable: printing to it fails with an error.
// - SIGCHLD has its default action, so that children can be waited for.
// - SIGXFSZ and SIGPIPE are ignored: too large files and closed pipes are errors, like a full disk.
void makeProcessOrdinary();

} // namespace cownscope::link
