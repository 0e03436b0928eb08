// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cownscope/planned_crash.h"
#include "lab/experiments/boids/boids_workload.h"
#include "ui/dialogs/given_file.h"
#include "ui/simulation/live_configuration.h"
#include "ui/style/theme.h"
#include "ui/workloads/boids/flock_settings.h"

#include <QSize>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cownscope {

enum class Page { Live, Experiments };
enum class SnapshotOf { Window, View };

// The only argument of a back end, which a window starts.
inline constexpr std::string_view backEndArgument = "back-end";

// The options of the program.
struct ProgramOptions
{
    ui::LiveConfiguration configuration{lab::boidsWorkload()};
    QString sceneName; // name of the flock, or empty
    ui::FlockSettings flockSettings;
    ui::Theme theme = ui::Theme::System;
    bool paused = false;
    bool isolated = false;             // the simulation runs in a process of its own
    std::optional<PlannedCrash> crash; // of that process
    Page page = Page::Live;
    ui::GivenFiles files; // files to open; the configuration already contains their scene
    QString plot;         // picture file for the chart of the results, without a window; or empty
    QString snapshot;     // picture file, or empty
    SnapshotOf snapshotOf = SnapshotOf::Window;
    QString record;                  // video file for the live view, or empty
    int recordRate = 60;             // frames per second of the video
    QString exportFile;              // file for the live measurement, or empty
    std::optional<double> quitAfter; // seconds
    std::optional<QSize> size;

    // Seconds after which the program ends by itself; nothing if it does not.
    std::optional<double> lifetime() const;
};

// The result of parsing: options, or a text to print and an exit code.
struct ParseResult
{
    std::optional<ProgramOptions> options;
    std::string output; // for stdout if the code is 0, for stderr otherwise
    int exitCode = 0;
};

// Parses the arguments, without the name of the program. An invalid value gives an error message
// that names the option and the valid values, and exit code 2. Output files are checked for write
// access. Files to open are read here; one that cannot be read is a problem in `files`. If none can
// be read and the program ends by itself, this is an error.
ParseResult parseArguments(const std::vector<std::string> &arguments);

} // namespace cownscope
