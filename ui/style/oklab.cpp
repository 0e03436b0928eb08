// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/oklab.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace cownscope::ui {
namespace {

double encodeGamma(double linear)
{
    const double x = std::clamp(linear, 0.0, 1.0);
    return x <= 0.0031308 ? 12.92 * x : 1.055 * std::pow(x, 1.0 / 2.4) - 0.055;
}

double cube(double x)
{
    return x * x * x;
}

constexpr double DegreesPerRadian = 180.0 / std::numbers::pi;

} // namespace

double decodeGamma(double encoded)
{
    return encoded <= 0.04045 ? encoded / 12.92 : std::pow((encoded + 0.055) / 1.055, 2.4);
}

QColor fromOklch(const Oklch &color)
{
    const double a = color.chroma * std::cos(color.hue / DegreesPerRadian);
    const double b = color.chroma * std::sin(color.hue / DegreesPerRadian);
    const double l = cube(color.lightness + 0.3963377774 * a + 0.2158037573 * b);
    const double m = cube(color.lightness - 0.1055613458 * a - 0.0638541728 * b);
    const double s = cube(color.lightness - 0.0894841775 * a - 1.2914855480 * b);
    return QColor::fromRgbF(
        static_cast<float>(encodeGamma(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s)),
        static_cast<float>(encodeGamma(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s)),
        static_cast<float>(encodeGamma(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s)));
}

Oklch toOklch(const QColor &color)
{
    const double red = decodeGamma(static_cast<double>(color.redF()));
    const double green = decodeGamma(static_cast<double>(color.greenF()));
    const double blue = decodeGamma(static_cast<double>(color.blueF()));
    const double l = std::cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
    const double m = std::cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
    const double s = std::cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
    const double a = 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s;
    const double b = 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s;
    const double hue = std::atan2(b, a) * DegreesPerRadian;
    return {0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s, std::hypot(a, b),
            hue < 0 ? hue + 360 : hue};
}

} // namespace cownscope::ui
