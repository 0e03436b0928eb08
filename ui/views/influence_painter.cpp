// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/influence_painter.h"

#include "ui/style/color_maps.h"
#include "ui/views/gl_program.h"

#include <QOpenGLContext>

#include <algorithm>

namespace cownscope::ui {

InfluencePainter::InfluencePainter()
    : m_gl(QOpenGLContext::currentContext()->extraFunctions())
    , m_program(loadProgram(QStringLiteral("rectangle.vert"), QStringLiteral("influence.frag")))
{
    m_noAttributes.create();
}

void InfluencePainter::draw(const std::vector<boids::Influence> &influences, const WorldFit &fit,
                            const QSize &viewport, Shade shade)
{
    if (influences.empty())
        return;
    m_gl->glEnable(GL_BLEND);
    m_gl->glBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    m_program->bind();
    m_noAttributes.bind();
    m_program->setUniformValue("viewport", static_cast<float>(viewport.width()),
                               static_cast<float>(viewport.height()));
    const QRectF view{QPointF{}, QSizeF{viewport}};
    for (const boids::Influence &influence : influences) {
        const QPointF center = fit.toPixels(
            QPointF{static_cast<double>(influence.x), static_cast<double>(influence.y)});
        const double radius = std::max(static_cast<double>(influence.reach) * fit.scale, 3.0);
        const QRectF box =
            QRectF{center.x() - radius - 2, center.y() - radius - 2, 2 * radius + 4, 2 * radius + 4}
            & view;
        if (box.isEmpty())
            continue;
        m_program->setUniformValue("rectangle", static_cast<float>(box.left()),
                                   static_cast<float>(box.top()), static_cast<float>(box.right()),
                                   static_cast<float>(box.bottom()));
        m_program->setUniformValue("disk", static_cast<float>(center.x()),
                                   static_cast<float>(center.y()), static_cast<float>(radius));
        m_program->setUniformValue("color", influenceColor(influence.strength < 0, shade));
        m_gl->glDrawArrays(GL_TRIANGLE_STRIP, 0, 4);
    }
    m_noAttributes.release();
    m_program->release();
    m_gl->glDisable(GL_BLEND);
}

} // namespace cownscope::ui
