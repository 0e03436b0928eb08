// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

namespace cownscope::ui {

// Lowers the priority of workers if there are more workers than processors. The system's scheduler
// then gives all workers together about as much time as one thread per processor, so that the main
// thread gets its share. Workers also get longer time slices, so that threads with little work,
// such as the main thread and those that draw, run first. All workers are still equal to each
// other.
//
// Returns a function to be called on the thread of each worker; empty if there is nothing to do.
std::function<void(unsigned worker)> workerBeginHook(unsigned workers);

// The same for the calling thread and all threads and processes that it starts later.
void lowerPriority(unsigned workers);

// The nice value with which all workers together weigh as much as one thread per processor. The
// system limits nice values to 19.
int niceFor(unsigned workers, unsigned processors);

} // namespace cownscope::ui
