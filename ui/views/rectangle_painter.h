// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QOpenGLExtraFunctions>
#include <QOpenGLShaderProgram>
#include <QOpenGLVertexArrayObject>
#include <QRectF>

#include <memory>

namespace cownscope::ui {

// Fills rectangles. The context of the view must be current in all calls.
class RectanglePainter
{
public:
    RectanglePainter(); // throws GlError

    // Positions are in pixels from the top left of a viewport of this size.
    void begin(QSize viewport);
    void fill(const QRectF &rectangle, const QColor &color);
    void frame(const QRectF &rectangle, qreal width, const QColor &color); // inside the rectangle
    void end();

private:
    std::unique_ptr<QOpenGLShaderProgram> m_program;
    QOpenGLVertexArrayObject m_noAttributes;
    int m_viewport = -1;
    int m_rectangle = -1;
    int m_color = -1;
    QOpenGLExtraFunctions *m_gl = nullptr;
};

} // namespace cownscope::ui
