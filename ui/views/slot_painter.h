// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/theme.h"

#include <QOpenGLBuffer>
#include <QOpenGLExtraFunctions>
#include <QOpenGLVertexArrayObject>
#include <QSize>

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

class QOpenGLShaderProgram;
class QOpenGLTexture;

namespace cownscope::ui {

// One bar as the shader takes it.
struct SlotInstance
{
    float centerX, centerY, angle; // of its circle, pixels; of the bar, radians clockwise from top
    std::uint32_t worker;          // a column of the workers' row of the color table
};

// Draws bars with round corners that stand around the centers of circles.
//
// Made, used and destroyed while the view's context is current.
class SlotPainter : protected QOpenGLExtraFunctions
{
public:
    // Bars that are drawn together.
    struct Buffer
    {
        QOpenGLVertexArrayObject attributes;
        QOpenGLBuffer vertices{QOpenGLBuffer::VertexBuffer};
        GLsizei count = 0;
    };

    SlotPainter(); // throws GlError
    ~SlotPainter();
    SlotPainter(const SlotPainter &) = delete;
    SlotPainter &operator=(const SlotPainter &) = delete;

    std::unique_ptr<Buffer> makeBuffer();
    static void upload(Buffer &buffer, const std::vector<SlotInstance> &instances);

    void begin(const QSize &viewport, Shade shade);
    // The radius of the circle through the bars' middles, and a bar's size along it and along the
    // radius; pixels.
    void draw(Buffer &buffer, double radius, const QSizeF &size);
    void end();

private:
    std::unique_ptr<QOpenGLShaderProgram> m_program;
    std::unique_ptr<QOpenGLTexture> m_colors;
    std::optional<Shade> m_shade; // of the colors
};

} // namespace cownscope::ui
