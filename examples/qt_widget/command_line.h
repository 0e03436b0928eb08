// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "examples/qt_program/command_line.h"

#include <QString>

inline constexpr qt_program::Program program{"qt_widget", "mandelbrot.png"};

struct CommandLine
{
    QString snapshot;     // file for the finished picture; empty: the window stays
    unsigned workers = 0; // 0: chosen by the runtime
    int closeAfter = 0;   // tiles, then the window is closed; 0: never
};

// Ends the process with 0 after --help, and with 2 and one sentence on an error.
CommandLine readCommandLine(int argc, char *argv[]);
