// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "lab/sweep/sweep.h"
#include "lab/sweep/time_left.h"

namespace cownscope::bench {

// What a sweep says of itself on standard error: lines, and on a terminal below them a bar with the
// running point, its throughput and the time left.
class Progress
{
public:
    Progress(const lab::SweepPlan &plan, const std::vector<lab::PlannedPoint> &points,
             const std::vector<lab::PlannedRun> &runs, bool quiet);

    void announce(); // how much there is to do
    void warn(const std::string &sentence);
    void finish();

    // All but `keep`. They refer to this object.
    lab::SweepHooks hooks();

private:
    using Clock = std::chrono::steady_clock;

    void begun(const lab::RunPlace &place);
    void measured(const lab::RunPlace &place, const lab::Repeat &repeat);
    void failed(const lab::RunPlace &place, const lab::PointError &error);
    void snapshot(const lab::LiveReport &report);
    void showBar(const lab::LiveReport *report);
    void removeBar();
    void line(const std::string &text);
    std::string describe(const lab::RunPlace &place) const;

    const lab::SweepPlan &m_plan;
    const std::vector<lab::PlannedPoint> &m_points;
    lab::TimeLeft m_timeLeft;
    bool m_quiet;
    bool m_terminal;
    std::size_t m_barLength = 0; // of the bar that is shown
    lab::RunPlace m_place;
    Clock::time_point m_begun;
};

} // namespace cownscope::bench
