// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QOpenGLExtraFunctions>
#include <QOpenGLShaderProgram>
#include <QOpenGLVertexArrayObject>
#include <QRectF>
#include <QSize>

#include <memory>

namespace cownscope::ui {

// An image in a texture that is drawn as a rectangle. The texture is reused for images of the same
// size.
//
// The context of the view must be current in all calls.
class PictureTexture
{
public:
    PictureTexture(); // throws GlError
    ~PictureTexture();
    PictureTexture(const PictureTexture &) = delete;
    PictureTexture &operator=(const PictureTexture &) = delete;

    void upload(const QSize &size, const void *pixels); // RGBA, rows from the top

    QSize size() const { return m_size; }

    // Draws the image into a rectangle of a view of this size, in pixels from the top left. For
    // blending, colors must be premultiplied by alpha.
    void draw(const QRectF &rectangle, const QSize &viewport, bool blend = false);

private:
    QOpenGLExtraFunctions *m_gl;
    std::unique_ptr<QOpenGLShaderProgram> m_program;
    QOpenGLVertexArrayObject m_noAttributes;
    GLuint m_texture = 0;
    QSize m_size;
};

} // namespace cownscope::ui
