// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/boids/triangle_painter.h"

#include "ui/views/gl_program.h"

#include <QOpenGLContext>
#include <QVector2D>

#include <array>
#include <cmath>
#include <span>

namespace cownscope::ui {
namespace {

constexpr std::size_t Floats = 4; // x, y, vx, vy: the attributes 0 to 3; 4 is the id

} // namespace

TrianglePainter::TrianglePainter()
    : m_gl(QOpenGLContext::currentContext()->extraFunctions())
    , m_program(loadProgram(QStringLiteral("boid.vert"), QStringLiteral("boid.frag")))
{
    m_attributes.create();
    m_attributes.bind();
    m_boids.create();
    m_boids.setUsagePattern(QOpenGLBuffer::StreamDraw);
    for (GLuint attribute = 0; attribute <= Floats; ++attribute)
        m_gl->glVertexAttribDivisor(attribute, 1);
    for (GLuint attribute = 0; attribute < Floats; ++attribute)
        m_gl->glEnableVertexAttribArray(attribute);
    m_attributes.release();
}

void TrianglePainter::upload(const boids::Frame &frame)
{
    m_hasIds = frame.scene.second.has_value();
    const std::size_t perBoid =
        Floats * sizeof(float) + (m_hasIds ? sizeof(std::uint32_t) : std::size_t{0});
    m_parts = shownParts(frame);
    m_begins.clear();
    std::size_t end = 0;
    for (const boids::FramePart &part : frame.parts) {
        m_begins.push_back(end);
        end += part.boids.count * perBoid;
    }
    m_boids.bind();
    // New memory, since drawing from the old may still be in progress.
    m_boids.allocate(static_cast<int>(end));
    for (std::size_t i = 0; i < frame.parts.size(); ++i) {
        const boids::BoidSpans &from = frame.parts[i].boids;
        const std::size_t bytes = from.count * sizeof(float);
        std::size_t to = m_begins[i];
        const auto write = [&](const void *data) {
            m_boids.write(static_cast<int>(to), data, static_cast<int>(bytes));
            to += bytes;
        };
        if (from.count == 0)
            continue;
        for (const std::span<const float> array : {from.x, from.y, from.vx, from.vy})
            write(array.data());
        if (m_hasIds)
            write(from.id.data());
    }
    m_boids.release();
}

void TrianglePainter::point(std::size_t part)
{
    const std::size_t stride = m_parts[part].boids * sizeof(float);
    for (GLuint attribute = 0; attribute < Floats; ++attribute)
        m_gl->glVertexAttribPointer(attribute, 1, GL_FLOAT, GL_FALSE, 0,
                                    bufferOffset(m_begins[part] + attribute * stride));
    if (m_hasIds)
        m_gl->glVertexAttribIPointer(4, 1, GL_UNSIGNED_INT, 0,
                                     bufferOffset(m_begins[part] + Floats * stride));
}

void TrianglePainter::draw(const Look &look, QOpenGLTexture &colors)
{
    const std::array corners{QVector2D{look.shape.corners[0]}, QVector2D{look.shape.corners[1]},
                             QVector2D{look.shape.corners[2]}};
    m_gl->glEnable(GL_BLEND);
    m_gl->glBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    m_program->bind();
    colors.bind(0);
    m_program->setUniformValue("colors", 0);
    m_program->setUniformValue("viewport", look.pixels);
    m_program->setUniformValue("worldToPixels", static_cast<float>(look.fit.offset.x()),
                               static_cast<float>(look.fit.offset.y()),
                               static_cast<float>(look.fit.scale));
    m_program->setUniformValueArray("corners", corners.data(), 3);
    m_program->setUniformValue("heights", static_cast<float>(look.shape.heights[0]),
                               static_cast<float>(look.shape.heights[1]),
                               static_cast<float>(look.shape.heights[2]));
    m_program->setUniformValue("overhang", static_cast<float>(look.shape.overhang));
    m_program->setUniformValue("mode", static_cast<int>(look.mode));
    m_program->setUniformValue("speedLimit", std::max(look.speedLimit, 1e-6f));
    m_program->setUniformValue("secondShare", m_hasIds ? look.secondShare : 0.0f);
    const int partUniform = m_program->uniformLocation("part");
    m_attributes.bind();
    m_boids.bind();
    if (m_hasIds)
        m_gl->glEnableVertexAttribArray(4);
    else
        m_gl->glDisableVertexAttribArray(4);
    const double mean = meanCost(m_parts);
    const int margin = static_cast<int>(std::ceil(look.length)) + 1;
    for (std::size_t i = 0; i < m_parts.size(); ++i) {
        if (m_parts[i].boids == 0
            || m_parts[i].rows(look.fit, look.pixels.height(), margin).count() <= 0)
            continue;
        point(i);
        m_program->setUniformValue(partUniform, partColumn(m_parts[i], look.mode, mean));
        m_gl->glDrawArraysInstanced(GL_TRIANGLES, 0, 3, static_cast<GLsizei>(m_parts[i].boids));
    }
    m_boids.release();
    m_attributes.release();
    colors.release();
    m_program->release();
    m_gl->glDisable(GL_BLEND);
}

} // namespace cownscope::ui
