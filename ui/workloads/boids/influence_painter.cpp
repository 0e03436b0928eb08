// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/boids/influence_painter.h"

#include "ui/style/color_maps.h"
#include "ui/views/gl_program.h"

#include <QOpenGLContext>

#include <algorithm>
#include <cmath>

namespace cownscope::ui {
namespace {

constexpr float Faintest = 0.35f; // share of the strength that makes a boid turn around

} // namespace

InfluencePainter::InfluencePainter()
    : m_gl(QOpenGLContext::currentContext()->extraFunctions())
    , m_program(loadProgram(QStringLiteral("rectangle.vert"), QStringLiteral("influence.frag")))
{
    m_noAttributes.create();
}

void InfluencePainter::draw(const boids::Scene &scene, const WorldFit &fit, const QSize &viewport,
                            Shade shade)
{
    if (scene.influences.empty())
        return;
    const float turning = std::max(highestSpeedLimit(scene), 1e-6f);
    m_gl->glEnable(GL_BLEND);
    m_gl->glBlendFunc(GL_ONE, GL_ONE);
    m_gl->glBlendEquation(shade == Shade::Dark ? GL_MAX : GL_MIN);
    m_program->bind();
    setColor("background", sceneFor(shade).background);
    m_noAttributes.bind();
    m_program->setUniformValue("viewport", viewport);
    const QRectF view{QPointF{}, QSizeF{viewport}};
    for (const boids::Influence &influence : scene.influences) {
        const QPointF center = fit.toPixels(
            QPointF{static_cast<double>(influence.x), static_cast<double>(influence.y)});
        const double radius = std::max(static_cast<double>(influence.reach) * fit.scale, 3.0);
        const QRectF box =
            QRectF{center.x() - radius - 2, center.y() - radius - 2, 2 * radius + 4, 2 * radius + 4}
            & view;
        if (box.isEmpty())
            continue;
        m_program->setUniformValue("rectangle", edgesOf(box));
        m_program->setUniformValue("disk",
                                   QVector3D{QVector2D{center}, static_cast<float>(radius)});
        m_program->setUniformValue(
            "strength", std::clamp(std::abs(influence.strength) / turning, Faintest, 1.0f));
        setColor("color", influenceColor(influence.strength < 0, shade));
        m_gl->glDrawArrays(GL_TRIANGLE_STRIP, 0, 4);
    }
    m_noAttributes.release();
    m_program->release();
    m_gl->glBlendEquation(GL_FUNC_ADD);
    m_gl->glDisable(GL_BLEND);
}

void InfluencePainter::setColor(const char *name, const QColor &color)
{
    m_program->setUniformValue(name, color.redF(), color.greenF(), color.blueF());
}

} // namespace cownscope::ui
