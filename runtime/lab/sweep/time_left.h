// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "lab/sweep/plan.h"

namespace cownscope::lab {

// Seconds for a child to start, make its workload and end.
inline constexpr double ChildOverheadSeconds = 0.2;

// How long runs take: as the runs of the same point took that are done; before there is one as
// planned, where their duration is; else on average as all that are done.
class TimeLeft
{
public:
    TimeLeft(const std::vector<PlannedPoint> &points, const std::vector<PlannedRun> &runs);

    // A run of this point took so long; or all that are left of it will not be made.
    void done(std::size_t point, double seconds);
    void skipped(std::size_t point);

    // Of all runs that are not done; nothing while it is unknown for one of them. One of them, of
    // `running`, has been going for so long already.
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

// "about 40 s"; less than a second is rough enough as it is.
std::string roughDuration(double seconds);

} // namespace cownscope::lab
