// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

struct CommandLine
{
    QString snapshot;     // file for a picture after the last step; empty: none
    unsigned workers = 0; // 0: as many as the machine is good for
    int steps = -1;       // generations; -1: for ever
    int closeAfter = -1;  // generations, then the window is closed; -1: never
};

// Ends the process if there is nothing to run: with 0 after --help, else with 2 after one sentence.
CommandLine readCommandLine(int argc, char *argv[]);

// Qt ends the process by itself if there is no display, with many words and a core dump. Call this
// before QGuiApplication is made and doneWithStart after: instead it will be one sentence and 2.
void beginStart();
void doneWithStart();
