// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <thread>

namespace cownscope::link {

// Starts a thread that helps the program. Debuggers and profilers show its name, of which Linux
// has 15 characters. It blocks the signals that are sent to the process, so that they go to the
// main thread; those that a thread raises by what it does stay open, and SIGPROF, by which
// profilers take samples. Throws std::system_error if there is no thread to be had.
std::thread startThread(const std::string &name, std::function<void()> run);

} // namespace cownscope::link
