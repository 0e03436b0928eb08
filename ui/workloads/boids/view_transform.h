// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/workloads/boids/world_fit.h"

namespace cownscope::ui {

// What a view shows of a world: how far it is zoomed in, and on what. Fitted, the world is laid in
// as fitWorld() does it, also when the view or the world change their size. Else the world's point
// in the view's middle stays there.
class ViewTransform
{
public:
    // A world in a view. Pixels are those of the device.
    struct Place
    {
        QSizeF world;
        QSizeF pixels;
        double rim = 0; // around the world when it is fitted

        bool operator==(const Place &) const = default;
    };

    static constexpr double LeastZoom = 0.5; // in relation to the fitted world
    static constexpr double MostZoom = 400;

    WorldFit in(const Place &place) const;

    bool isFitted() const { return m_fitted; }
    double zoom() const { return m_fitted ? 1 : m_zoom; }

    void fit() { m_fitted = true; }
    void zoomAt(const QPointF &pixel, double factor, const Place &place); // what is there stays
    void pan(const QPointF &pixels, const Place &place); // the world moves with the pointer

    bool operator==(const ViewTransform &) const = default;

private:
    void take(const WorldFit &fit, const Place &place);

    bool m_fitted = true;
    double m_zoom = 1;
    QPointF m_center; // of the view, world units; always within the world
};

} // namespace cownscope::ui
