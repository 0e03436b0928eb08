// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/simulation/simulation.h"
#include "ui/style/theme.h"

#include <QString>

#include <functional>
#include <string>
#include <vector>

namespace cownscope::ui {

inline constexpr double SampleInterval = 0.1; // seconds

// What a sample is made of.
struct Snapshot
{
    Simulation::Reading reading;
    Simulation::PinnedPeak pinned;
};

// A quantity that is read ten times a second while something runs: one description for the sampler,
// charts, legends, tool tips and files.
struct LiveQuantity
{
    enum class Kind {
        Rate, // read() gives a counter that only grows; the quantity is its growth a second
        Level // read() gives the quantity
    };
    // As a curve over time.
    struct Curve
    {
        Quantity color = Quantity::Behaviors;
        double smallestTop = 1;                        // the axis never ends below this
        double scale = 1;                              // from the quantity to what is drawn
        std::function<QString(double)> axisText = {};  // of what is drawn; empty: without a unit
        std::function<QString(double)> valueText = {}; // likewise, for the newest value
    };

    std::string name;         // in a file's samples: "steps_per_s"
    QString title = {};       // of its chart, which quantities with the same title share
    QString explanation = {}; // of the chart; of the first that shares it
    Kind kind = Kind::Rate;
    std::function<double(const Snapshot &)> read;
    std::optional<Curve> curve = {}; // nothing if it is not drawn
    std::string total = {}; // of the counter's growth while one configuration ran, in a file
};

// Those that every workload has.
const std::vector<LiveQuantity> &commonQuantities();

// A workload's own: a rate of a counter of its runs.
LiveQuantity ownRate(std::string name, std::size_t counter);

} // namespace cownscope::ui
