// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace cownscope::ui {

// A range from zero with a tick at every step; the step is 1, 2 or 5 times a power of ten.
struct AxisRange
{
    double top = 1;
    double step = 0.5;

    int ticks() const; // zero and the top included
    bool operator==(const AxisRange &) const = default;
};

// The smallest such range that holds `largest` with `intervals` or fewer steps (at least 2).
AxisRange niceRange(double largest, int intervals = 4);

// An axis range that follows what is shown without fidgeting: it grows at once, and shrinks only
// after the data has needed less than half of it for a while.
class SteadyRange
{
public:
    explicit SteadyRange(double smallestTop);

    // To be called once a tick with the largest value on view; true if the range changed.
    bool update(double largest);
    bool reset(); // nothing is on view; true if the range changed
    const AxisRange &range() const { return m_range; }

private:
    static constexpr int Patience = 20; // ticks

    double m_smallestTop;
    AxisRange m_range;
    int m_ticksTooLarge = 0;
};

} // namespace cownscope::ui
