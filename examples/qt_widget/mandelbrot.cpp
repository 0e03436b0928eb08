// SPDX-License-Identifier: GPL-3.0-or-later
#include "mandelbrot.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace mandelbrot {
namespace {

constexpr int fraction = 28;
constexpr std::int64_t one = std::int64_t{1} << fraction;

struct Orbit
{
    int iterations;
    std::int64_t x, y; // where it left the circle of radius 2
};

Orbit follow(std::int64_t cx, std::int64_t cy)
{
    std::int64_t x = 0, y = 0;
    for (int i = 0; i < most; ++i) {
        const std::int64_t xx = (x * x) >> fraction;
        const std::int64_t yy = (y * y) >> fraction;
        if (xx + yy > 4 * one)
            return {i, x, y};
        y = ((x * y) >> (fraction - 1)) + cy;
        x = xx - yy + cx;
    }
    return {most, x, y};
}

// Integer counts would show as bands; a few more iterations give a fractional count.
double smoothCount(const Orbit &orbit, std::int64_t cx, std::int64_t cy)
{
    double x = static_cast<double>(orbit.x) / one;
    double y = static_cast<double>(orbit.y) / one;
    for (int i = 0; i < 3; ++i) {
        const double xx = x * x - y * y + static_cast<double>(cx) / one;
        y = 2 * x * y + static_cast<double>(cy) / one;
        x = xx;
    }
    return orbit.iterations + 4 - std::log2(std::log2(x * x + y * y) / 2);
}

using Color = std::array<double, 3>; // red, green, blue; 0 … 255

Color colorOf(double count)
{
    const double turn = 0.55 * std::log2(std::max(count, 1.0)) - 0.1;
    constexpr Color phase{0.62, 0.52, 0.38};
    Color color{};
    for (std::size_t i = 0; i < color.size(); ++i)
        color[i] = 127.5 - 127.5 * std::cos(2 * std::numbers::pi * (turn - phase[i]) * 0.8);
    return color;
}

} // namespace

std::vector<QPoint> places()
{
    std::vector<QPoint> all;
    for (int y = 0; y < rows; y += side) {
        for (int x = 0; x < columns; x += side)
            all.emplace_back(x, y);
    }
    const auto distance = [](QPoint place) {
        const QPoint d = 2 * place + QPoint(side - columns, side - rows);
        return QPoint::dotProduct(d, d);
    };
    std::ranges::stable_sort(all, {}, distance);
    return all;
}

Tile compute(QPoint place)
{
    constexpr std::int64_t step = 15 * one / 4 / (2 * columns); // two for each pixel's width
    Tile tile{place.x(), place.y(), QImage(side, side, QImage::Format_RGB32), 0, 0};
    for (int row = 0; row < side; ++row) {
        for (int column = 0; column < side; ++column) {
            Color sum{};
            for (int point = 0; point < 4; ++point) {
                const int px = 2 * (tile.x + column) + point % 2;
                const int py = 2 * (tile.y + row) + point / 2;
                const std::int64_t cx = px * step - 5 * one / 2;
                const std::int64_t cy = py * step - 5 * one / 4;
                const Orbit orbit = follow(cx, cy);
                tile.iterations += static_cast<std::uint64_t>(orbit.iterations);
                Color color{qRed(inside), qGreen(inside), qBlue(inside)};
                if (orbit.iterations == most)
                    ++tile.points;
                else
                    color = colorOf(smoothCount(orbit, cx, cy));
                for (std::size_t i = 0; i < sum.size(); ++i)
                    sum[i] += color[i] / 4;
            }
            const auto channel = [&sum](std::size_t i) {
                return static_cast<int>(std::lround(sum[i]));
            };
            tile.pixels.setPixel(column, row, qRgb(channel(0), channel(1), channel(2)));
        }
    }
    return tile;
}

} // namespace mandelbrot
