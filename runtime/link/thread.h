// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <thread>

namespace cownscope::link {

// Starts a helper thread. Debuggers and profilers show its name; Linux shows 15 characters. The
// thread blocks signals that are sent to the process, so that the main thread receives them. It
// does not block signals that it causes itself, nor SIGPROF, which profilers use. Throws
// std::system_error if no thread can be started.
std::thread startThread(const std::string &name, std::function<void()> run);

} // namespace cownscope::link
