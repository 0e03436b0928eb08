// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/flock_view.h"

#include "ui/views/boid_shape.h"
#include "ui/views/color_table.h"
#include "ui/views/gl_program.h"
#include "ui/views/rectangle_painter.h"

#include <QVector2D>
#include <QVector3D>

#include <cmath>
#include <cstddef>

namespace cownscope::ui {
namespace {

QVector2D toVector(const QPointF &point)
{
    return QVector2D{point};
}

const void *bufferOffset(std::size_t bytes)
{
    return reinterpret_cast<const void *>(bytes);
}

} // namespace

FlockView::FlockView() = default;

FlockView::~FlockView()
{
    release();
}

void FlockView::showFrame(std::shared_ptr<const boids::Frame> frame)
{
    m_frame = std::move(frame);
    m_uploaded = false;
    frameArrived();
}

void FlockView::setColorMode(ColorMode mode)
{
    m_mode = mode;
    update();
}

void FlockView::shadeChanged()
{
    m_colorsStale = true; // no context is current here
}

void FlockView::createGl()
{
    m_rectangles = std::make_unique<RectanglePainter>();
    m_program = loadProgram(QStringLiteral("boid.vert"), QStringLiteral("boid.frag"));
    m_attributes.create();
    m_attributes.bind();
    m_boids.create();
    m_boids.setUsagePattern(QOpenGLBuffer::StreamDraw);
    m_boids.bind();
    constexpr auto Stride = static_cast<GLsizei>(sizeof(boids::FrameBoid));
    static_assert(offsetof(boids::FrameBoid, vy) == 3 * sizeof(float));
    glEnableVertexAttribArray(0);
    glVertexAttribPointer(0, 4, GL_FLOAT, GL_FALSE, Stride,
                          bufferOffset(offsetof(boids::FrameBoid, x)));
    glVertexAttribDivisor(0, 1);
    glEnableVertexAttribArray(1);
    glVertexAttribIPointer(1, 1, GL_UNSIGNED_INT, Stride,
                           bufferOffset(offsetof(boids::FrameBoid, worker)));
    glVertexAttribDivisor(1, 1);
    m_boids.release();
    m_attributes.release();
    m_uploaded = false;
}

void FlockView::destroyGl()
{
    m_colors.reset();
    m_boids.destroy();
    m_attributes.destroy();
    m_program.reset();
    m_rectangles.reset();
}

void FlockView::drawGl(const Target &target)
{
    const Scene scene = sceneFor(shade());
    glViewport(0, 0, target.pixels.width(), target.pixels.height());
    glClearColor(scene.background.redF(), scene.background.greenF(), scene.background.blueF(), 1);
    glClear(GL_COLOR_BUFFER_BIT);
    if (!m_frame)
        return;
    const auto &parameters = m_frame->parameters;
    const WorldFit fit = fitWorld(
        {static_cast<double>(parameters.worldWidth), static_cast<double>(parameters.worldHeight)},
        QSizeF{target.pixels}, 14 * target.devicePixelRatio);
    drawWorld(fit, target);
    drawBoids(fit, target);
}

void FlockView::drawWorld(const WorldFit &fit, const Target &target)
{
    const auto &parameters = m_frame->parameters;
    const Scene scene = sceneFor(shade());
    const QRectF world{0, 0, static_cast<double>(parameters.worldWidth),
                       static_cast<double>(parameters.worldHeight)};
    const auto margin = static_cast<double>(parameters.turnMargin);
    const QRectF inner = world.adjusted(margin, margin, -margin, -margin);
    const qreal line = std::max(1.0, std::round(target.devicePixelRatio));
    const auto snapped = [&fit](const QRectF &rectangle) {
        return QRectF{fit.toPixels(rectangle).toAlignedRect()};
    };

    m_rectangles->begin(target.pixels);
    if (inner.isValid()) {
        m_rectangles->fill(snapped(inner), scene.world);
        m_rectangles->frame(snapped(inner), line, scene.grid);
    }
    m_rectangles->frame(snapped(world), line, scene.border);
    m_rectangles->end();
}

void FlockView::upload()
{
    m_boids.bind();
    const std::size_t bytes = m_frame->boids.size() * sizeof(boids::FrameBoid);
    m_boids.allocate(m_frame->boids.data(), static_cast<int>(bytes));
    m_boids.release();
    m_uploaded = true;
}

void FlockView::drawBoids(const WorldFit &fit, const Target &target)
{
    if (m_frame->boids.empty())
        return;
    if (!m_uploaded)
        upload();
    if (!m_colors || m_colorsStale)
        m_colors = colorTexture(shade());
    m_colorsStale = false;

    const auto &parameters = m_frame->parameters;
    const double area =
        static_cast<double>(parameters.worldWidth) * static_cast<double>(parameters.worldHeight);
    const BoidShape shape =
        boidShape(boidLength(m_frame->boids.size(), area, fit.scale, target.devicePixelRatio));
    const std::array corners{toVector(shape.corners[0]), toVector(shape.corners[1]),
                             toVector(shape.corners[2])};

    glEnable(GL_BLEND);
    glBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    m_program->bind();
    m_colors->bind(0);
    m_program->setUniformValue("colors", 0);
    m_program->setUniformValue("viewport", static_cast<float>(target.pixels.width()),
                               static_cast<float>(target.pixels.height()));
    m_program->setUniformValue("worldToPixels", static_cast<float>(fit.offset.x()),
                               static_cast<float>(fit.offset.y()), static_cast<float>(fit.scale));
    m_program->setUniformValueArray("corners", corners.data(), 3);
    m_program->setUniformValue("heights", static_cast<float>(shape.heights[0]),
                               static_cast<float>(shape.heights[1]),
                               static_cast<float>(shape.heights[2]));
    m_program->setUniformValue("overhang", static_cast<float>(shape.overhang));
    m_program->setUniformValue("mode", static_cast<int>(m_mode));
    m_program->setUniformValue("speedLimit", std::max(parameters.speedLimit, 1e-6f));
    m_attributes.bind();
    glDrawArraysInstanced(GL_TRIANGLES, 0, 3, static_cast<GLsizei>(m_frame->boids.size()));
    m_attributes.release();
    m_colors->release();
    m_program->release();
    glDisable(GL_BLEND);
}

} // namespace cownscope::ui
