// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <deque>
#include <vector>

namespace cownscope::ui {

// Computes rates of growing counters over the last few readings.
class RateWindow
{
public:
    explicit RateWindow(std::size_t intervals); // largest number of intervals that a rate can span

    void add(double seconds, std::vector<double> counters); // a reading and its time
    // to be called when the counters are reset
    void clear() { m_readings.clear(); }

    // Whether the readings span enough time for rates.
    bool hasRates() const;

    // Rates per second, one per counter, over at most `intervals` intervals. All zero while the
    // readings span too little time.
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
