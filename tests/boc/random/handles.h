// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "program.h"

#include <boc/boc.h>

#include <string>
#include <vector>

/// \file
/// Random programs of handles: made, copied, moved, locked, given away and dropped in all ways that
/// there are, in bodies and outside them.
namespace boctest {

/// How much such a program does.
struct HandleProgramSize
{
    unsigned threads;   ///< that act besides the main thread
    unsigned steps;     ///< of each thread; a body makes up to half as many
    unsigned behaviors; ///< in all
};

/// Runs such a program to its end on the runtime, called on its main thread, and drops everything.
/// Values are judged by their count: at the end none is alive, and while there is a handle, or a
/// body has the cown, the value is.
///
/// Returns what is wrong, one line each.
std::vector<std::string> runHandles(Random &random, boc::Runtime &runtime,
                                    const HandleProgramSize &size);

} // namespace boctest
