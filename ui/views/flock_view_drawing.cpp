// SPDX-License-Identifier: GPL-3.0-or-later
// What the view draws while its context is current.
#include "ui/views/boid_shape.h"
#include "ui/views/color_table.h"
#include "ui/views/flock_view.h"
#include "ui/views/influence_painter.h"
#include "ui/views/part_overlay.h"
#include "ui/views/picture_texture.h"
#include "ui/views/rectangle_painter.h"
#include "ui/views/trail_layer.h"
#include "ui/views/triangle_painter.h"
#include "ui/views/world_fills.h"

#include <algorithm>

namespace cownscope::ui {

void FlockView::createGl()
{
    m_rectangles = std::make_unique<RectanglePainter>();
    m_triangles = std::make_unique<TrianglePainter>();
    m_picture = std::make_unique<PictureTexture>();
    m_influences = std::make_unique<InfluencePainter>();
    m_overlay = std::make_unique<PartOverlay>();
    m_trails = std::make_unique<TrailLayer>();
}

void FlockView::destroyGl()
{
    m_colors.reset();
    m_trails.reset();
    m_overlay.reset();
    m_influences.reset();
    m_picture.reset();
    m_triangles.reset();
    m_rectangles.reset();
    m_pictureStale = m_hasPicture; // for the next context
}

void FlockView::drawGl(const Target &target)
{
    if (!m_frame)
        return;
    if (m_pending)
        uploadPending();
    const Place now = placeOf(target);
    if (m_hasPicture) {
        drawPicture(now, target);
    } else {
        drawWorld(now.fit, target);
        if (m_settings.trails) {
            drawTrails(now, target);
        } else {
            drawTriangles(now, target);
            m_trailPlace = {}; // what is in the layer is from long ago when trails are back
        }
    }
    drawOver(now.fit, target);
}

void FlockView::drawPicture(const Place &now, const Target &target)
{
    if (m_pictureStale && !m_painter.isPainting()) {
        m_picture->upload(m_painter.picture().size, m_painter.picture().pixels.data());
        m_pictureStale = false;
    }
    const WorldFit &then = m_shownPlace.fit;
    if (then == now.fit && m_picture->size() == target.pixels) {
        m_picture->draw(QRectF{QPointF{}, QSizeF{target.pixels}}, target.pixels);
        return;
    }
    drawWorld(now.fit, target);
    const QPointF end{static_cast<qreal>(m_picture->size().width()),
                      static_cast<qreal>(m_picture->size().height())};
    m_picture->draw(
        QRectF{now.fit.toPixels(then.toWorld(QPointF{})), now.fit.toPixels(then.toWorld(end))},
        target.pixels);
}

void FlockView::drawWorld(const WorldFit &fit, const Target &target)
{
    m_rectangles->begin(target.pixels);
    for (const Fill &fill :
         worldFills(m_frame->scene.parameters, fit, target.devicePixelRatio, shade()))
        m_rectangles->fill(QRectF{fill.area}, fill.color);
    m_rectangles->end();
}

void FlockView::drawTriangles(const Place &now, const Target &target)
{
    if (!m_colors || std::exchange(m_colorsStale, false))
        m_colors = colorTexture(shade());
    const boids::Scene &scene = m_frame->scene;
    TrianglePainter::Look look;
    look.fit = now.fit;
    look.pixels = target.pixels;
    look.length = std::max(crowdedLength(now.fit, target.devicePixelRatio),
                           LeastTriangle * target.devicePixelRatio);
    look.shape = boidShape(look.length);
    look.mode = m_settings.colorMode;
    look.speedLimit = highestSpeedLimit(scene);
    look.secondShare = scene.second ? scene.second->share : 0.0f;
    m_triangles->draw(look, *m_colors);
}

void FlockView::drawTrails(const Place &now, const Target &target)
{
    const bool goesOn =
        m_trailPlace == now && m_trails->isOf(target.pixels) && m_frame->step >= m_trailStep;
    if (m_trailDue || !goesOn) {
        const bool same = m_frame->step == m_trailStep;
        const double keep = !goesOn ? 0 : same ? 1 : trailShare(m_settings.trailLength);
        m_trails->begin(target.pixels, keep, *m_rectangles);
        drawTriangles(now, target);
        m_trails->end();
        m_trailDue = false;
        m_trailPlace = now;
        m_trailStep = m_frame->step;
    }
    m_trails->draw(target.pixels);
}

void FlockView::drawOver(const WorldFit &fit, const Target &target)
{
    m_influences->draw(m_frame->scene, fit, target.pixels, shade());
    if (!m_settings.parts)
        return;
    const bool newest = m_overlay->draw(
        m_drawnParts,
        {fit, placeIn(target).world.width(), target.pixels, target.devicePixelRatio, shade()});
    if (!newest && !m_overlayDue.isActive()) // perhaps no frame follows
        m_overlayDue.start();
}

} // namespace cownscope::ui
