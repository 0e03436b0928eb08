// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>

namespace cownscope::ui {

// An axis range that starts at zero, with a tick at every step. The step is 1, 2 or 5 times a power
// of ten.
struct AxisRange
{
    double top = 1;
    double step = 0.5;

    // The number of ticks, including zero and the top.
    int ticks() const { return static_cast<int>(std::lround(top / step)) + 1; }
    bool operator==(const AxisRange &) const = default;
};

// The smallest range that contains `largest` and has at most `intervals` steps (at least 2).
AxisRange niceRange(double largest, int intervals = 4);

// An axis range that follows the data without flickering. It grows at once, but shrinks only after
// the data has needed less than half of it for a while.
class SteadyRange
{
public:
    explicit SteadyRange(double smallestTop);

    // Call this once per tick with the largest visible value. Returns whether the range changed.
    bool update(double largest);
    bool reset(); // to be called when there is no data; returns whether the range changed
    const AxisRange &range() const { return m_range; }

private:
    static constexpr int Patience = 20; // ticks

    double m_smallestTop;
    AxisRange m_range;
    int m_ticksTooLarge = 0;
};

} // namespace cownscope::ui
