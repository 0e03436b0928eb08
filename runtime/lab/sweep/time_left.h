// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/sweep/plan.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace cownscope::lab {

// Seconds for a child to start, set up its workload and end.
inline constexpr double ChildOverheadSeconds = 0.2;

// Estimates the remaining time. The expected time of a run is the mean of the finished runs of the
// same point; before there is one, the planned duration if known; otherwise the mean of all
// finished runs.
class TimeLeft
{
public:
    TimeLeft(const std::vector<PlannedPoint> &points, const std::vector<PlannedRun> &runs);

    // A run of this point took this time; or its remaining runs will not be made.
    void done(std::size_t point, double seconds);
    void skipped(std::size_t point);

    // The expected time of all remaining runs; empty while it is unknown for one of them. With
    // arguments: one of them, of the point `running`, has already been running for `spent`.
    std::optional<double> seconds() const;
    std::optional<double> seconds(std::size_t running, double spent) const;

private:
    std::optional<double> expected(std::size_t point) const;

    struct PointTime
    {
        std::optional<double> planned;
        double taken = 0;
        std::size_t done = 0;
        std::size_t left = 0;
    };
    std::vector<PointTime> m_points;
};

// "40 s", "3 min", "1 h 20 min"
std::string durationForPeople(double seconds);

// "about 40 s"; "less than 1 s" is left as it is.
std::string roughDuration(double seconds);

} // namespace cownscope::lab
