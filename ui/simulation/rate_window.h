// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <deque>
#include <vector>

namespace cownscope::ui {

// Rates of counters that only grow, over the last few readings.
class RateWindow
{
public:
    explicit RateWindow(std::size_t intervals); // how many readings back a rate reaches

    void add(double seconds, std::vector<double> counters); // a reading and when it was taken
    void clear();                                           // the counters start anew

    // True once the readings span enough time for rates.
    bool isTelling() const;

    // A second, one for each counter; all zero as long as the readings span too
    // little time. `intervals` readings
    // back at most.
    std::vector<double> rates(std::size_t intervals) const;

private:
    struct Reading
    {
        double seconds;
        std::vector<double> counters;
    };
    std::size_t m_intervals;
    std::deque<Reading> m_readings; // oldest first, at most m_intervals + 1
};

} // namespace cownscope::ui
