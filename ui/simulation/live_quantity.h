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

// The readings for one sample.
struct Snapshot
{
    Simulation::Reading reading;
    Simulation::PinnedPeak pinned;
};

// A quantity that is sampled ten times per second. This one description is used by the sampler,
// charts, legends, tool tips and files.
struct LiveQuantity
{
    enum class Kind {
        Rate, // read() returns a growing counter; the quantity is its growth per second
        Level // read() returns the quantity
    };
    // How the quantity is drawn over time.
    struct Curve
    {
        Quantity color = Quantity::Behaviors;
        double smallestTop = 1; // minimum end of the axis
        double scale = 1;       // factor from the quantity to the drawn value
        // Text of axis labels; by default a number without a unit.
        std::function<QString(double)> axisText = {};
        std::function<QString(double)> valueText = {}; // text of the newest value
    };

    std::string name;         // name in files: "steps_per_s"
    QString title = {};       // title of the chart; quantities with the same title share a chart
    QString explanation = {}; // tool tip of the chart; that of the first quantity is used
    Kind kind = Kind::Rate;
    std::function<double(const Snapshot &)> read;
    std::optional<Curve> curve = {}; // empty if the quantity is not drawn
    std::string total = {}; // name in files of the counter's growth during one configuration
};

// The quantities of all workloads.
const std::vector<LiveQuantity> &commonQuantities();

// A quantity of a single workload: the rate of one of its counters.
LiveQuantity ownRate(std::string name, std::size_t counter);

} // namespace cownscope::ui
