// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/attempt.h"

#include <chrono>
#include <thread>

namespace cownscope::ui {

// Calls the function until it does not throw. For the last message of a thread, without which its
// owner would wait for its end forever. What it throws must be due to a temporary lack of memory.
template <class Function>
void untilThereIsMemory(const Function &function)
{
    while (!attempt("There is no memory", function))
        std::this_thread::sleep_for(std::chrono::milliseconds{50});
}

} // namespace cownscope::ui
