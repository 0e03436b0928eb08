// SPDX-License-Identifier: GPL-3.0-or-later
// Where the view looks, and how a user changes that.
#include "ui/views/flock_view.h"

#include <QMouseEvent>
#include <QWheelEvent>

#include <cmath>

namespace cownscope::ui {
namespace {

constexpr double Rim = 14;         // logical pixels around a fitted world
constexpr double WheelStep = 1.25; // a notch of the wheel

} // namespace

ViewTransform::Place FlockView::placeIn(const Target &target) const
{
    const boids::Parameters parameters = m_frame ? m_frame->scene.parameters : boids::Parameters{};
    return {
        {static_cast<double>(parameters.worldWidth), static_cast<double>(parameters.worldHeight)},
        QSizeF{target.pixels},
        Rim * target.devicePixelRatio};
}

ViewTransform::Place FlockView::place() const
{
    return placeIn(windowTarget());
}

QPointF FlockView::toWorld(const QPointF &position) const
{
    return m_transform.in(place()).toWorld(position * devicePixelRatio());
}

void FlockView::changedTransform()
{
    refresh();
    Q_EMIT transformChanged();
}

void FlockView::fitWorld()
{
    m_transform.fit();
    changedTransform();
}

void FlockView::zoomAt(const QPointF &position, double factor)
{
    m_transform.zoomAt(position * devicePixelRatio(), factor, place());
    changedTransform();
}

void FlockView::zoom(double factor)
{
    zoomAt(QRectF{QPointF{}, QSizeF{size()}}.center(), factor);
}

void FlockView::pan(const QPointF &pixels)
{
    m_transform.pan(pixels * devicePixelRatio(), place());
    changedTransform();
}

void FlockView::wheelEvent(QWheelEvent *event)
{
    constexpr double Notch = 120; // of angleDelta
    if (event->angleDelta().y() != 0)
        zoomAt(event->position(), std::pow(WheelStep, event->angleDelta().y() / Notch));
}

void FlockView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton || event->button() == Qt::MiddleButton)
        m_dragged = event->position();
}

void FlockView::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_dragged || !(event->buttons() & (Qt::LeftButton | Qt::MiddleButton)))
        return;
    const QPointF moved = event->position() - *std::exchange(m_dragged, event->position());
    if (!moved.isNull())
        pan(moved);
}

void FlockView::mouseReleaseEvent(QMouseEvent *)
{
    m_dragged.reset();
}

void FlockView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        fitWorld();
}

} // namespace cownscope::ui
