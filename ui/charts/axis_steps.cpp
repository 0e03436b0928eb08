// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/axis_steps.h"

#include <algorithm>
#include <cmath>

namespace cownscope::ui {

AxisRange niceRange(double largest, int intervals)
{
    if (!(largest > 0) || !std::isfinite(largest))
        return {};
    const double least = largest / std::max(intervals, 2);
    const double power = std::pow(10.0, std::floor(std::log10(least)));
    double step = 10 * power;
    for (const double factor : {1.0, 2.0, 5.0}) {
        // The tolerance avoids rounding 5 up to 10 because of the last bit.
        if (factor * power >= least * (1 - 1e-9)) {
            step = factor * power;
            break;
        }
    }
    const double steps = std::max(2.0, std::ceil(largest / step - 1e-9));
    return {step * steps, step};
}

SteadyRange::SteadyRange(double smallestTop)
    : m_smallestTop(smallestTop)
    , m_range(niceRange(smallestTop))
{ }

bool SteadyRange::reset()
{
    const AxisRange before = m_range;
    *this = SteadyRange{m_smallestTop};
    return m_range != before;
}

bool SteadyRange::update(double largest)
{
    const double wanted = std::max(largest, m_smallestTop);
    if (wanted > m_range.top) {
        // Some margin, so that the axis does not grow again at once.
        m_range = niceRange(wanted * 1.05);
        m_ticksTooLarge = 0;
        return true;
    }
    const AxisRange fitting = niceRange(wanted * 1.05);
    if (fitting.top > m_range.top / 2) {
        m_ticksTooLarge = 0;
        return false;
    }
    if (++m_ticksTooLarge < Patience)
        return false;
    m_ticksTooLarge = 0;
    m_range = fitting;
    return true;
}

} // namespace cownscope::ui
