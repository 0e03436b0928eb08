// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QOpenGLExtraFunctions>
#include <QOpenGLFramebufferObject>
#include <QOpenGLShaderProgram>
#include <QOpenGLVertexArrayObject>

#include <memory>

namespace cownscope::ui {

class RectanglePainter;

// A transparent layer whose contents fade from image to image. It uses half floats; with bytes,
// trails would never disappear completely.
//
// The context of the view must be current in all calls.
class TrailLayer
{
public:
    TrailLayer(); // throws GlError

    // Drawing between begin() and end() goes into the layer, after its contents were multiplied by
    // `keep`. The layer is cleared if the size changes or `keep` is 0.
    void begin(const QSize &pixels, double keep, RectanglePainter &rectangles);
    void end();

    void draw(const QSize &viewport); // draws the layer over the current contents
    bool isOf(const QSize &pixels) const { return m_layer && m_layer->size() == pixels; }

private:
    QOpenGLExtraFunctions *m_gl;
    std::unique_ptr<QOpenGLShaderProgram> m_program;
    std::unique_ptr<QOpenGLFramebufferObject> m_layer;
    QOpenGLVertexArrayObject m_noAttributes;
    GLint m_before = 0; // the previous framebuffer
};

} // namespace cownscope::ui
