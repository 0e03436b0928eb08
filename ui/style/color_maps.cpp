// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/color_maps.h"

#include "ui/style/oklab.h"

#include <algorithm>
#include <array>
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

QColor costColor(double ratio, Shade shade)
{
    const double x = std::clamp(std::log2(std::max(ratio, 1e-9)) / 2, -1.0, 1.0);
    const double away = std::abs(x);
    const double middle = shade == Shade::Dark ? 0.62 : 0.60;
    const double end = shade == Shade::Dark ? 0.78 : 0.48;
    return fromOklch({middle + (end - middle) * away, 0.02 + 0.16 * away, x < 0 ? 245.0 : 35.0});
}

QColor speciesColor(bool second, Shade shade)
{
    const double lightness = shade == Shade::Dark ? (second ? 0.80 : 0.58) : (second ? 0.64 : 0.50);
    return fromOklch({lightness, 0.21, second ? 142.0 : 303.0});
}

QColor densityColor(double fraction, Shade shade)
{
    const double x = std::clamp(fraction, 0.0, 1.0);
    const double least = shade == Shade::Dark ? 0.32 : 0.90;
    const double most = shade == Shade::Dark ? 0.97 : 0.25;
    return fromOklch({least + (most - least) * x, 0.05 + 0.5 * x * (1 - x), 285.0 + 165.0 * x});
}

QColor influenceColor(bool attracts, Shade shade)
{
    const double lightness = shade == Shade::Dark ? 0.74 : 0.58;
    return fromOklch({lightness, 0.16, attracts ? 235.0 : 45.0});
}

QColor resultColor(unsigned index)
{
    // Neighbors in this order have very different hues.
    constexpr std::array Hues{252.0, 52.0, 158.0, 345.0, 300.0, 95.0, 205.0, 22.0};
    constexpr std::array Lightness{0.62, 0.50, 0.72};
    const double lightness = Lightness[index / Hues.size() % Lightness.size()];
    return fromOklch({lightness, 0.14, Hues[index % Hues.size()]});
}

} // namespace cownscope::ui
