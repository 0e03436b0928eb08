// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/sync.h>

#include <functional>
#include <string>

namespace boc::detail {

/// Starts a thread of the library. In debuggers and profilers it has this name, of which Linux
/// shows 15 characters. It blocks the signals that are sent to the process, so that they go to
/// threads of the program; it leaves those open that a thread raises by what it does (SIGSEGV, …),
/// and SIGPROF, by which profilers take samples. Throws std::system_error whose text says which
/// thread could not be started and what would help; std::bad_alloc.
Thread startThread(const std::string &name, std::function<void()> run);

} // namespace boc::detail
