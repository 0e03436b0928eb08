// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/sweep/time_left.h"

#include <algorithm>
#include <cmath>

namespace cownscope::lab {

TimeLeft::TimeLeft(const std::vector<PlannedPoint> &points, const std::vector<PlannedRun> &runs)
    : m_points(points.size())
{
    for (std::size_t i = 0; i < points.size(); ++i) {
        m_points[i].planned = plannedSeconds(points[i].experiment);
        if (m_points[i].planned)
            *m_points[i].planned += ChildOverheadSeconds;
    }
    for (const PlannedRun &run : runs)
        ++m_points[run.point].left;
}

void TimeLeft::done(std::size_t point, double seconds)
{
    PointTime &time = m_points[point];
    time.taken += seconds;
    ++time.done;
    if (time.left > 0)
        --time.left;
}

void TimeLeft::skipped(std::size_t point)
{
    m_points[point].left = 0;
}

std::optional<double> TimeLeft::expected(std::size_t point) const
{
    const PointTime &time = m_points[point];
    if (time.done > 0)
        return time.taken / static_cast<double>(time.done);
    if (time.planned)
        return time.planned;
    PointTime all;
    for (const PointTime &other : m_points) {
        all.taken += other.taken;
        all.done += other.done;
    }
    if (all.done == 0)
        return {};
    return all.taken / static_cast<double>(all.done);
}

std::optional<double> TimeLeft::seconds() const
{
    double sum = 0;
    for (std::size_t point = 0; point < m_points.size(); ++point) {
        if (m_points[point].left == 0)
            continue;
        const auto one = expected(point);
        if (!one)
            return {};
        sum += *one * static_cast<double>(m_points[point].left);
    }
    return sum;
}

std::optional<double> TimeLeft::seconds(std::size_t running, double spent) const
{
    auto sum = seconds();
    if (sum && m_points[running].left > 0)
        *sum -= std::min(spent, expected(running).value_or(0));
    return sum;
}

std::string durationForPeople(double seconds)
{
    if (seconds < 1)
        return "less than 1 s";
    if (seconds < 90)
        return std::to_string(std::lround(seconds)) + " s";
    const long minutes = std::lround(seconds / 60);
    if (minutes < 90)
        return std::to_string(minutes) + " min";
    return std::to_string(minutes / 60) + " h " + std::to_string(minutes % 60) + " min";
}

std::string roughDuration(double seconds)
{
    return (seconds < 1 ? "" : "about ") + durationForPeople(seconds);
}

} // namespace cownscope::lab
