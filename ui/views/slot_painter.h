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

// The vertex attributes of one bar.
struct SlotInstance
{
    // Center of the circle in pixels; angle of the bar in radians, clockwise from the top.
    float centerX, centerY, angle;
    std::uint32_t worker; // column in the worker row of the color table
};

// Draws bars with round corners that are arranged in circles.
//
// The context of the view must be current in all calls.
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
    // `radius` is that of the circle through the centers of the bars; `size` is that of a bar along
    // the circle and along the radius. All in pixels.
    void draw(Buffer &buffer, double radius, const QSizeF &size);
    void end();

private:
    std::unique_ptr<QOpenGLShaderProgram> m_program;
    std::unique_ptr<QOpenGLTexture> m_colors;
    std::optional<Shade> m_shade; // of m_colors
};

} // namespace cownscope::ui
