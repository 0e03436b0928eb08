// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/given_file.h"

#include "lab/experiments/boids/boids_workload.h"
#include "ui/simulation/live_configuration.h"
#include "ui/style/theme.h"
#include "ui/workloads/boids/flock_settings.h"

#include <QSize>

#include <optional>
#include <string>
#include <vector>

namespace cownscope {

enum class Page { Live, Experiments };
enum class SnapshotOf { Window, View };

// What the command line asks for.
struct ProgramOptions
{
    ui::LiveConfiguration configuration{lab::boidsWorkload()};
    QString sceneName; // what the flock is called, or empty
    ui::FlockSettings flockSettings;
    ui::Theme theme = ui::Theme::System;
    bool paused = false;
    Page page = Page::Live;
    ui::GivenFiles files; // to open; their scene is the configuration's
    QString snapshot;     // file for a picture, or empty
    SnapshotOf snapshotOf = SnapshotOf::Window;
    QString record;                  // file for a video of the live view, or empty
    int recordRate = 60;             // frames a second of the video
    QString exportFile;              // file for what was measured, or empty
    std::optional<double> quitAfter; // seconds
    std::optional<QSize> size;

    // Seconds after which the program ends by itself, if it does.
    std::optional<double> lifetime() const;
};

// What came of reading a command line: options to start with, or a text to print and an exit code.
struct ParseResult
{
    std::optional<ProgramOptions> options;
    std::string output; // for stdout if the code is 0, for stderr otherwise
    int exitCode = 0;
};

// Arguments without the program's name. Wrong values are told in one sentence that names the option
// and what would be right, with exit code 2. Files to write are checked too. Those that are to be
// opened are read here: one that cannot be is a problem in `files` and keeps nobody from the
// others; only where nothing can be opened, and nobody would see the window, it ends the program.
ParseResult parseArguments(const std::vector<std::string> &arguments);

} // namespace cownscope
