// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/results/result_document.h"
#include "ui/simulation/live_configuration.h"
#include "ui/simulation/live_quantity.h"

#include <vector>

namespace cownscope::ui {

// Collects what runs in the window as a result document: a point for each configuration that ran
// for a while, with one repeat. Time in which the simulation was paused does not count.
class LiveRecorder
{
public:
    using Quantities = std::vector<const LiveQuantity *>;

    LiveRecorder();

    void begin(const LiveConfiguration &configuration, const Quantities &quantities,
               const Simulation::Reading &start);
    // A value for each quantity, and the seconds that passed since the sample before.
    void add(const std::vector<double> &sample, double seconds);
    void end(const Simulation::Reading &reading);
    void clear(); // and forget what is finished

    // Everything, the present configuration included. The result is complete in itself.
    lab::Document document(const Simulation::Reading &now) const;

private:
    static constexpr double ShortestSection = 0.5;   // seconds; what ran shorter tells nothing
    static constexpr std::size_t MostSamples = 6000; // of a section: the first ten minutes

    struct Section
    {
        LiveConfiguration configuration;
        Quantities quantities;
        Simulation::Reading start;
        std::int64_t wallClockNsStart = 0;
        double seconds = 0;
        std::vector<std::vector<double>> samples = {};
    };
    static lab::Point pointOf(const Section &section, const Simulation::Reading &end);
    static lab::Json samplesJson(const Section &section);

    lab::Metadata m_metadata;
    std::vector<lab::Point> m_points;
    std::optional<Section> m_section; // nothing between end() and begin()
};

} // namespace cownscope::ui
