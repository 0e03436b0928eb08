// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "examples/qt_program/command_line.h"

#include <QString>

inline constexpr qt_program::Program program{"gl_texture", "life.png"};

struct CommandLine
{
    QString snapshot;     // file for a picture after the last step; empty if none
    unsigned workers = 0; // 0: chosen by the runtime
    int steps = -1;       // generations; -1: for ever
    int closeAfter = -1;  // generations, then the window is closed; -1: never
};

// Ends the process with 0 after --help, and with 2 and one sentence on an error.
CommandLine readCommandLine(int argc, char *argv[]);
