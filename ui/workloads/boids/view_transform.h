// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <QRectF>
#include <QSizeF>

namespace cownscope::ui {

// The position and scale of a world in a view: as large as possible with a margin, centered, with
// the same aspect ratio.
struct WorldFit
{
    QPointF offset;   // position of the origin of the world, in pixels
    double scale = 1; // pixels per world unit

    QPointF toPixels(const QPointF &world) const { return offset + world * scale; }
    QPointF toWorld(const QPointF &pixels) const { return (pixels - offset) / scale; }
    QRectF toPixels(const QRectF &world) const
    {
        return {toPixels(world.topLeft()), toPixels(world.bottomRight())};
    }
    bool operator==(const WorldFit &) const = default;
};

WorldFit fitWorld(const QSizeF &world, const QSizeF &viewPixels, double rimPixels);

// The zoom and position of a view on a world. In fitted state, it follows fitWorld() when the view
// or the world changes its size. Otherwise the point of the world at the center of the view stays
// there.
class ViewTransform
{
public:
    // The sizes of world and view. Pixels are device pixels.
    struct Place
    {
        QSizeF world;
        QSizeF pixels;
        double rim = 0; // margin around a fitted world

        bool operator==(const Place &) const = default;
    };

    static constexpr double LeastZoom = 0.5; // relative to the fitted world
    static constexpr double MostZoom = 400;

    WorldFit in(const Place &place) const;

    bool isFitted() const { return m_fitted; }
    double zoom() const { return m_fitted ? 1 : m_zoom; }

    void fit() { m_fitted = true; }
    // The point at the pixel stays there.
    void zoomAt(const QPointF &pixel, double factor, const Place &place);
    void pan(const QPointF &pixels, const Place &place); // the world moves with the pointer

    bool operator==(const ViewTransform &) const = default;

private:
    void take(const WorldFit &fit, const Place &place);

    bool m_fitted = true;
    double m_zoom = 1;
    QPointF m_center; // center of the view in world units; always within the world
};

} // namespace cownscope::ui
