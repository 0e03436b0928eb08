// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/simulation/rate_window.h"

#include <algorithm>

namespace cownscope::ui {
namespace {

// Seconds; in less time a few events would look like a high rate.
constexpr double ShortestSpan = 0.15;

} // namespace

RateWindow::RateWindow(std::size_t intervals)
    : m_intervals(std::max<std::size_t>(intervals, 1))
{ }

void RateWindow::add(double seconds, std::vector<double> counters)
{
    if (!m_readings.empty() && m_readings.back().counters.size() != counters.size())
        m_readings.clear();
    m_readings.push_back({seconds, std::move(counters)});
    if (m_readings.size() > m_intervals + 1)
        m_readings.pop_front();
}

bool RateWindow::hasRates() const
{
    return !m_readings.empty()
        && m_readings.back().seconds - m_readings.front().seconds >= ShortestSpan;
}

std::vector<double> RateWindow::rates(std::size_t intervals) const
{
    if (m_readings.empty())
        return {};
    const Reading &newest = m_readings.back();
    std::vector<double> result(newest.counters.size(), 0.0);
    const std::size_t back = std::min(intervals, m_readings.size() - 1);
    const Reading &oldest = m_readings[m_readings.size() - 1 - back];
    const double seconds = newest.seconds - oldest.seconds;
    if (seconds < ShortestSpan)
        return result;
    for (std::size_t i = 0; i < result.size(); ++i)
        result[i] = std::max(0.0, newest.counters[i] - oldest.counters[i]) / seconds;
    return result;
}

} // namespace cownscope::ui
