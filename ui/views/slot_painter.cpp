// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/slot_painter.h"

#include "ui/views/color_table.h"
#include "ui/views/gl_program.h"

#include <QOpenGLShaderProgram>
#include <QOpenGLTexture>

#include <cstddef>

namespace cownscope::ui {

SlotPainter::SlotPainter()
    : m_program(loadProgram(QStringLiteral("slot.vert"), QStringLiteral("slot.frag")))
{
    initializeOpenGLFunctions();
}

SlotPainter::~SlotPainter() = default;

std::unique_ptr<SlotPainter::Buffer> SlotPainter::makeBuffer()
{
    auto buffer = std::make_unique<Buffer>();
    buffer->attributes.create();
    buffer->attributes.bind();
    buffer->vertices.create();
    buffer->vertices.setUsagePattern(QOpenGLBuffer::StreamDraw);
    buffer->vertices.bind();
    constexpr auto Stride = static_cast<GLsizei>(sizeof(SlotInstance));
    glEnableVertexAttribArray(0);
    glVertexAttribPointer(0, 3, GL_FLOAT, GL_FALSE, Stride,
                          bufferOffset(offsetof(SlotInstance, centerX)));
    glVertexAttribDivisor(0, 1);
    glEnableVertexAttribArray(1);
    glVertexAttribIPointer(1, 1, GL_UNSIGNED_INT, Stride,
                           bufferOffset(offsetof(SlotInstance, worker)));
    glVertexAttribDivisor(1, 1);
    buffer->vertices.release();
    buffer->attributes.release();
    return buffer;
}

void SlotPainter::upload(Buffer &buffer, const std::vector<SlotInstance> &instances)
{
    buffer.vertices.bind();
    buffer.vertices.allocate(instances.data(),
                             static_cast<int>(instances.size() * sizeof(SlotInstance)));
    buffer.vertices.release();
    buffer.count = static_cast<GLsizei>(instances.size());
}

void SlotPainter::begin(const QSize &viewport, Shade shade)
{
    if (m_shade != shade) {
        m_colors = colorTexture(shade);
        m_shade = shade;
    }
    glEnable(GL_BLEND);
    glBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    m_program->bind();
    m_colors->bind(0);
    m_program->setUniformValue("colors", 0);
    m_program->setUniformValue("row", WorkerRow);
    m_program->setUniformValue("viewport", viewport);
}

void SlotPainter::draw(Buffer &buffer, double radius, const QSizeF &size)
{
    if (buffer.count == 0)
        return;
    m_program->setUniformValue("radius", static_cast<float>(radius));
    m_program->setUniformValue("halfSize", size / 2);
    buffer.attributes.bind();
    glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, buffer.count);
    buffer.attributes.release();
}

void SlotPainter::end()
{
    m_colors->release();
    m_program->release();
    glDisable(GL_BLEND);
}

} // namespace cownscope::ui
