// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "examples/qt_program/command_line.h"

#include <QString>

inline constexpr qt_program::Program program{"gl_texture", "life.png"};

struct CommandLine
{
    QString snapshot;     // file for a picture after the last step; empty: none
    unsigned workers = 0; // 0: as many as the machine is good for
    int steps = -1;       // generations; -1: for ever
    int closeAfter = -1;  // generations, then the window is closed; -1: never
};

// Ends the process if there is nothing to run: with 0 after --help, else with 2 after one sentence.
CommandLine readCommandLine(int argc, char *argv[]);
