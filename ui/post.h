// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/attempt.h"

#include <chrono>
#include <thread>

namespace cownscope::ui {

// Calls the function again until it no longer throws for a lack of memory. For the last message of a
// thread, without which nobody would know that it has ended.
template <class Function>
void untilThereIsMemory(const Function &function)
{
    while (!attempt("There is no memory", function))
        std::this_thread::sleep_for(std::chrono::milliseconds{50});
}

} // namespace cownscope::ui
