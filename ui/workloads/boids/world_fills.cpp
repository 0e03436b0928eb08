// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/boids/world_fills.h"

#include <algorithm>
#include <cmath>

namespace cownscope::ui {
namespace {

// Adds four lines along the inside of a rectangle.
void addFrame(std::vector<Fill> &fills, const QRect &outer, int width, const QColor &color)
{
    const QRect inner = outer.adjusted(width, width, -width, -width);
    fills.push_back({QRect{outer.left(), outer.top(), outer.width(), width}, color});
    fills.push_back({QRect{outer.left(), inner.bottom() + 1, outer.width(), width}, color});
    fills.push_back({QRect{outer.left(), inner.top(), width, inner.height()}, color});
    fills.push_back({QRect{inner.right() + 1, inner.top(), width, inner.height()}, color});
}

} // namespace

std::vector<Fill> worldFills(const boids::Parameters &parameters, const WorldFit &fit,
                             qreal devicePixelRatio, Shade shade)
{
    const Scene scene = sceneFor(shade);
    const QRectF world{0, 0, static_cast<double>(parameters.worldWidth),
                       static_cast<double>(parameters.worldHeight)};
    const auto margin = static_cast<double>(parameters.turnMargin);
    const QRectF inner = world.adjusted(margin, margin, -margin, -margin);
    const int line = static_cast<int>(std::max(1.0, std::round(devicePixelRatio)));
    std::vector<Fill> fills;
    if (inner.isValid()) {
        const QRect area = fit.toPixels(inner).toAlignedRect();
        fills.push_back({area, scene.world});
        addFrame(fills, area, line, scene.grid);
    }
    addFrame(fills, fit.toPixels(world).toAlignedRect(), line, scene.border);
    return fills;
}

} // namespace cownscope::ui
