// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

namespace cownscope::ui {

// Where there are more workers than processors, each of their threads gets less of one, so that all
// of them together weigh for the system's scheduler about as much as one thread for each processor:
// the window's thread has its share, however many they are. Each turn of theirs is longer, and
// whoever has only little to do comes before its end, such as the window's thread and those that
// draw. Among themselves workers are equal, as before.
//
// What is returned is to be called on each worker's thread; empty where nothing is to be done.
std::function<void(unsigned worker)> priorityOf(unsigned workers);

// The same for the calling thread and all that it starts from now on.
void beOneOf(unsigned workers);

// How nice, as setpriority means it, each of so many workers has to be to weigh as much together as
// one on each processor; more than 19 cannot be had.
int niceFor(unsigned workers, unsigned processors);

} // namespace cownscope::ui
