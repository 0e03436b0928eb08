// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/sync.h>

#include <functional>
#include <string>

namespace boc::detail {

/// Starts a thread of the library. The name is shown in debuggers and profilers; Linux shows 15
/// characters. The thread blocks signals that are sent to the process, so that the program's own
/// threads receive them. It does not block signals that a thread causes itself (SIGSEGV, …), nor
/// SIGPROF, which profilers use. Throws std::system_error, whose text names the thread and a
/// remedy; std::bad_alloc.
Thread startThread(const std::string &name, std::function<void()> run);

} // namespace boc::detail
