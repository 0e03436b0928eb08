// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/rectangle_painter.h"

#include "ui/views/gl_program.h"

#include <QOpenGLContext>
#include <QVector2D>
#include <QVector4D>

namespace cownscope::ui {

RectanglePainter::RectanglePainter()
    : m_program(loadProgram(QStringLiteral("rectangle.vert"), QStringLiteral("flat.frag")))
    , m_viewport(m_program->uniformLocation("viewport"))
    , m_rectangle(m_program->uniformLocation("rectangle"))
    , m_color(m_program->uniformLocation("color"))
    , m_gl(QOpenGLContext::currentContext()->extraFunctions())
{
    m_noAttributes.create();
}

void RectanglePainter::begin(QSize viewport)
{
    m_program->bind();
    m_noAttributes.bind();
    m_program->setUniformValue(m_viewport, viewport);
}

void RectanglePainter::fill(const QRectF &rectangle, const QColor &color)
{
    m_program->setUniformValue(m_rectangle, edgesOf(rectangle));
    m_program->setUniformValue(m_color, color);
    m_gl->glDrawArrays(GL_TRIANGLE_STRIP, 0, 4);
}

void RectanglePainter::frame(const QRectF &rectangle, qreal width, const QColor &color)
{
    const QRectF inner = rectangle.adjusted(width, width, -width, -width);
    fill({rectangle.topLeft(), QPointF{rectangle.right(), inner.top()}}, color);
    fill({QPointF{rectangle.left(), inner.bottom()}, rectangle.bottomRight()}, color);
    fill({QPointF{rectangle.left(), inner.top()}, inner.bottomLeft()}, color);
    fill({inner.topRight(), QPointF{rectangle.right(), inner.bottom()}}, color);
}

void RectanglePainter::end()
{
    m_noAttributes.release();
    m_program->release();
}

} // namespace cownscope::ui
