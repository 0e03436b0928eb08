// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QOpenGLExtraFunctions>
#include <QOpenGLFramebufferObject>
#include <QOpenGLShaderProgram>
#include <QOpenGLVertexArrayObject>

#include <memory>

namespace cownscope::ui {

class RectanglePainter;

// A transparent layer that what is drawn into fades from, picture by picture. In half floats: in
// bytes the last of it would never go away.
//
// Made, used and destroyed while the view's context is current.
class TrailLayer
{
public:
    TrailLayer(); // throws GlError

    // What is drawn from here to end() goes into the layer, on what is left of it. Another size
    // begins with nothing, as keep = 0 does.
    void begin(const QSize &pixels, double keep, RectanglePainter &rectangles);
    void end();

    void draw(const QSize &viewport); // over what is there
    bool isOf(const QSize &pixels) const { return m_layer && m_layer->size() == pixels; }

private:
    QOpenGLExtraFunctions *m_gl;
    std::unique_ptr<QOpenGLShaderProgram> m_program;
    std::unique_ptr<QOpenGLFramebufferObject> m_layer;
    QOpenGLVertexArrayObject m_noAttributes;
    GLint m_before = 0; // where one drew
};

} // namespace cownscope::ui
