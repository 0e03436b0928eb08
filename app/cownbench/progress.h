// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/sweep/sweep.h"
#include "lab/sweep/time_left.h"

#include <chrono>
#include <string>
#include <vector>

namespace cownscope::bench {

// Reports the progress of a sweep on standard error: lines of text, and on a terminal a bar with
// the current point, its throughput and the remaining time.
class Progress
{
public:
    Progress(const lab::SweepPlan &plan, const std::vector<lab::PlannedPoint> &points,
             const std::vector<lab::PlannedRun> &runs, bool quiet);

    void announce(); // prints the number of points and repeats
    void warn(const std::string &sentence) { line("warning: " + sentence); }
    void finish();

    // All hooks except `keep`. They refer to this object.
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
    std::size_t m_barLength = 0; // of the bar on screen
    lab::RunPlace m_place;
    Clock::time_point m_begun;
};

} // namespace cownscope::bench
