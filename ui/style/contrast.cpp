// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/contrast.h"

#include "ui/style/oklab.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace cownscope::ui {
namespace {

double luminance(const QColor &color)
{
    return 0.2126 * decodeGamma(color.redF()) + 0.7152 * decodeGamma(color.greenF())
        + 0.0722 * decodeGamma(color.blueF());
}

QColor mixed(const QColor &from, const QColor &to, double share)
{
    const auto mix = [share](int one, int other) {
        return static_cast<int>(std::lround(one + share * (other - one)));
    };
    return {mix(from.red(), to.red()), mix(from.green(), to.green()), mix(from.blue(), to.blue())};
}

} // namespace

double contrast(const QColor &one, const QColor &other)
{
    const double first = luminance(one);
    const double second = luminance(other);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

QColor outlineColor(const QPalette &palette)
{
    const std::array backgrounds{palette.color(QPalette::Window), palette.color(QPalette::Base),
                                 palette.color(QPalette::Button)};
    const QColor text = palette.color(QPalette::WindowText);
    constexpr double Reserve = 0.15; // antialiasing reduces the contrast
    for (int share = 20; share < 100; share += 2) {
        const QColor color = mixed(backgrounds.front(), text, share * 0.01);
        if (std::ranges::all_of(backgrounds, [&color](const QColor &background) {
                return contrast(color, background) >= OutlineContrast + Reserve;
            }))
            return color;
    }
    return text;
}

} // namespace cownscope::ui
