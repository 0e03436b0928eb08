// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QOpenGLExtraFunctions>
#include <QOpenGLShaderProgram>
#include <QOpenGLVertexArrayObject>
#include <QRectF>
#include <QSize>

#include <memory>

namespace cownscope::ui {

// A picture in a texture that stays as long as the picture's size, and is drawn as a rectangle.
//
// Made, used and destroyed while the view's context is current.
class PictureTexture
{
public:
    PictureTexture(); // throws GlError
    ~PictureTexture();
    PictureTexture(const PictureTexture &) = delete;
    PictureTexture &operator=(const PictureTexture &) = delete;

    void upload(const QSize &size, const void *pixels); // RGBA, rows from the top, in one call

    QSize size() const { return m_size; }

    // Where the picture's edges come to lie in a view of this size, pixels from the top left. With
    // blending its colors must be multiplied by their alpha.
    void draw(const QRectF &rectangle, const QSize &viewport, bool blend = false);

private:
    QOpenGLExtraFunctions *m_gl;
    std::unique_ptr<QOpenGLShaderProgram> m_program;
    QOpenGLVertexArrayObject m_noAttributes;
    GLuint m_texture = 0;
    QSize m_size;
};

} // namespace cownscope::ui
