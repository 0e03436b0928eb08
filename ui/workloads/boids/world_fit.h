// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <QRectF>
#include <QSizeF>

namespace cownscope::ui {

// How a world is laid into a view: as large as fits with a rim around it, aspect kept, centered.
struct WorldFit
{
    QPointF offset;   // where the world's origin lies, pixels
    double scale = 1; // pixels a world unit

    QPointF toPixels(const QPointF &world) const { return offset + world * scale; }
    QPointF toWorld(const QPointF &pixels) const { return (pixels - offset) / scale; }
    QRectF toPixels(const QRectF &world) const
    {
        return {toPixels(world.topLeft()), toPixels(world.bottomRight())};
    }
    bool operator==(const WorldFit &) const = default;
};

WorldFit fitWorld(const QSizeF &world, const QSizeF &viewPixels, double rimPixels);

} // namespace cownscope::ui
