// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/boids/view_transform.h"

#include <algorithm>
#include <cmath>

namespace cownscope::ui {
namespace {

QPointF middleOf(const ViewTransform::Place &place)
{
    return {place.pixels.width() / 2, place.pixels.height() / 2};
}

} // namespace

WorldFit fitWorld(const QSizeF &world, const QSizeF &viewPixels, double rimPixels)
{
    const double width = std::max(viewPixels.width() - 2 * rimPixels, 1.0);
    const double height = std::max(viewPixels.height() - 2 * rimPixels, 1.0);
    WorldFit fit;
    fit.scale = std::min(width / world.width(), height / world.height());
    fit.offset = {(viewPixels.width() - world.width() * fit.scale) / 2,
                  (viewPixels.height() - world.height() * fit.scale) / 2};
    return fit;
}

WorldFit ViewTransform::in(const Place &place) const
{
    WorldFit fit = fitWorld(place.world, place.pixels, place.rim);
    if (m_fitted)
        return fit;
    fit.scale *= m_zoom;
    const QPointF center{std::clamp(m_center.x(), 0.0, place.world.width()),
                         std::clamp(m_center.y(), 0.0, place.world.height())};
    fit.offset = middleOf(place) - center * fit.scale;
    return fit;
}

void ViewTransform::take(const WorldFit &fit, const Place &place)
{
    m_center = fit.toWorld(middleOf(place));
    m_center = {std::clamp(m_center.x(), 0.0, place.world.width()),
                std::clamp(m_center.y(), 0.0, place.world.height())};
    m_fitted = false;
}

void ViewTransform::zoomAt(const QPointF &pixel, double factor, const Place &place)
{
    WorldFit fit = in(place);
    const double zoom = std::clamp(this->zoom() * factor, LeastZoom, MostZoom);
    const QPointF under = fit.toWorld(pixel);
    fit.scale *= zoom / this->zoom();
    fit.offset = pixel - under * fit.scale;
    m_zoom = zoom;
    take(fit, place);
}

void ViewTransform::pan(const QPointF &pixels, const Place &place)
{
    WorldFit fit = in(place);
    fit.offset += pixels;
    m_zoom = zoom();
    take(fit, place);
}

} // namespace cownscope::ui
