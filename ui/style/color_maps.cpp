// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/color_maps.h"

#include "ui/style/oklab.h"

#include <algorithm>
#include <cmath>

namespace cownscope::ui {

QColor headingColor(double turn, Shade shade)
{
    const double hue = (turn - std::floor(turn)) * 360.0 + 30.0;
    return shade == Shade::Dark ? fromOklch({0.78, 0.14, hue}) : fromOklch({0.62, 0.15, hue});
}

QColor speedColor(double fraction, Shade shade)
{
    const double x = std::clamp(fraction, 0.0, 1.0);
    const double along = shade == Shade::Dark ? x : 1.0 - x;
    const double lowest = shade == Shade::Dark ? 0.50 : 0.32;
    const double highest = shade == Shade::Dark ? 0.92 : 0.84;
    return fromOklch(
        {lowest + (highest - lowest) * along, 0.11 + 0.06 * along * along, 300.0 - 195.0 * along});
}

} // namespace cownscope::ui
