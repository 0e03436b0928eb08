// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/results/result_document.h"
#include "ui/simulation/live_configuration.h"
#include "ui/simulation/live_quantity.h"

#include <vector>

namespace cownscope::ui {

// Records the live simulation as a result document, with one point (and one repeat) for each
// configuration that ran for a while. Paused time does not count.
class LiveRecorder
{
public:
    using Quantities = std::vector<const LiveQuantity *>;

    LiveRecorder();

    void begin(const LiveConfiguration &configuration, const Quantities &quantities,
               const Simulation::Reading &start);
    // Takes one value per quantity, and the seconds since the previous sample.
    void add(const std::vector<double> &sample, double seconds);
    void end(const Simulation::Reading &reading);
    void clear(); // also removes finished points

    // All points, including the current configuration. The document is complete and valid.
    lab::Document document(const Simulation::Reading &now) const;

private:
    static constexpr double ShortestSection = 0.5;   // seconds; shorter sections are dropped
    static constexpr std::size_t MostSamples = 6000; // per section: the first ten minutes

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
