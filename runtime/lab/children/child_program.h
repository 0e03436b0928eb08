// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace cownscope::lab {

// The child's side: reads a start request from standard input, says hello on standard output,
// measures in this process on the calling thread, and returns the exit code. Anything else printed
// to standard output goes to standard error. At the end of standard input the parent is gone, and
// the process exits at once.
int runChildProgram();

} // namespace cownscope::lab
