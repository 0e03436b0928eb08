// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace cownscope::link {

// Makes the beginning of main() the same whatever has started the program. To be called before
// anything is opened. Throws std::system_error.
//
// - Standard streams are open, so that no file or pipe takes their place. One that was closed
//   cannot be written to: what is printed there is lost with an error.
// - The ends of children can be waited for.
// - A file that grows too long and a pipe that nobody reads any more are errors, like a full disk.
void makeProcessOrdinary();

} // namespace cownscope::link
