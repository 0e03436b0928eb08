// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/worker_color.h"

#include "ui/style/color_maps.h"
#include "ui/style/oklab.h"

#include <QPainter>
#include <QPixmap>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <vector>

namespace cownscope::ui {
namespace {

constexpr std::array OkabeIto{0x56b4e9u, 0xe69f00u, 0x009e73u, 0xcc79a7u,
                              0xd55e00u, 0xf0e442u, 0x0072b2u, 0x999999u};
constexpr double LightestOnLight = 0.70; // brighter colors are hard to see on white

using Palette = std::array<QColor, WorkerColors>;

// A color in Oklab, where equal distances look equally different.
struct Place
{
    double lightness = 0;
    double a = 0;
    double b = 0;
};

Place placeOf(const Oklch &color)
{
    const double angle = color.hue * std::numbers::pi / 180;
    return {color.lightness, color.chroma * std::cos(angle), color.chroma * std::sin(angle)};
}

Place placeOf(const QColor &color)
{
    return placeOf(toOklch(color));
}

double distance(const Place &a, const Place &b)
{
    return std::hypot(a.lightness - b.lightness, a.a - b.a, a.b - b.b);
}

// Candidates: colors within sRGB that stand out from the background.
std::vector<QColor> candidates(Shade shade)
{
    const double least = shade == Shade::Dark ? 0.46 : 0.34;
    const double most = shade == Shade::Dark ? 0.92 : 0.76;
    constexpr double Step = 0.04;
    // A color outside of sRGB is clipped, and so changes more than this.
    constexpr double Clipped = 0.01;
    std::vector<QColor> found;
    for (double lightness = least; lightness < most + Step / 2; lightness += Step) {
        for (double chroma = Step; chroma < 0.25; chroma += Step) {
            for (int hue = 0; hue < 360; hue += 15) {
                const Oklch wanted{lightness, chroma, static_cast<double>(hue)};
                const QColor color = fromOklch(wanted);
                if (distance(placeOf(color), placeOf(wanted)) < Clipped)
                    found.push_back(color);
            }
        }
    }
    return found;
}

Palette makePalette(Shade shade)
{
    Palette palette;
    std::size_t count = 0;
    for (const unsigned rgb : OkabeIto) {
        const QColor color{static_cast<QRgb>(rgb)};
        Oklch darker = toOklch(color);
        darker.lightness = std::min(darker.lightness, LightestOnLight);
        palette[count++] = shade == Shade::Dark ? color : fromOklch(darker);
    }
    const Scene scene = sceneFor(shade);
    std::vector<QColor> taken{palette.begin(), palette.begin() + OkabeIto.size()};
    for (const QColor &color :
         {scene.background, scene.world, scene.grid, scene.border, nobodyColor(shade),
          speciesColor(false, shade), speciesColor(true, shade)})
        taken.push_back(color);

    const std::vector<QColor> colors = candidates(shade);
    std::vector<Place> places;
    std::ranges::transform(colors, std::back_inserter(places),
                           [](const QColor &color) { return placeOf(color); });
    std::vector<double> free(colors.size(), 1); // distance to the nearest taken color
    const auto take = [&](const QColor &color) {
        const Place place = placeOf(color);
        for (std::size_t i = 0; i < free.size(); ++i)
            free[i] = std::min(free[i], distance(places[i], place));
    };
    std::ranges::for_each(taken, take);
    while (count < palette.size()) {
        const auto farthest = std::ranges::max_element(free) - free.begin();
        palette[count] = colors[static_cast<std::size_t>(farthest)];
        take(palette[count++]);
    }
    return palette;
}

} // namespace

QColor workerColor(unsigned worker, Shade shade)
{
    static const Palette light = makePalette(Shade::Light);
    static const Palette dark = makePalette(Shade::Dark);
    return (shade == Shade::Dark ? dark : light)[worker % WorkerColors];
}

QBrush workerBrush(unsigned worker, Shade shade)
{
    const QColor color = workerColor(worker, shade);
    const unsigned round = worker / WorkerColors;
    if (round == 0)
        return color;
    constexpr std::array Patterns{Qt::BDiagPattern, Qt::FDiagPattern, Qt::DiagCrossPattern};
    constexpr int Side = 8; // size of Qt's patterns
    QPixmap tile{Side, Side};
    QPainter painter{&tile};
    painter.fillRect(tile.rect(), color);
    painter.fillRect(tile.rect(),
                     QBrush{sceneFor(shade).background, Patterns[(round - 1) % Patterns.size()]});
    painter.end();
    return QBrush{tile};
}

} // namespace cownscope::ui
