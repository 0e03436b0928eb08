// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/color_maps.h"
#include "ui/workloads/boids/boid_shape.h"
#include "ui/workloads/boids/shown_parts.h"

#include <QOpenGLBuffer>
#include <QOpenGLExtraFunctions>
#include <QOpenGLShaderProgram>
#include <QOpenGLTexture>
#include <QOpenGLVertexArrayObject>
#include <QSize>

#include <memory>
#include <vector>

namespace cownscope::ui {

// Draws a triangle for each boid, which points in its direction of flight, with one instanced draw
// call per visible part. The uploaded flock stays in a buffer.
//
// The context of the view must be current in all calls.
class TrianglePainter
{
public:
    TrianglePainter(); // throws GlError

    // Copies the arrays of all parts into the buffer. Ids are only needed for two species.
    void upload(const boids::Frame &frame);

    struct Look
    {
        WorldFit fit;
        QSize pixels;
        BoidShape shape;
        double length = 0; // of a boid, pixels
        ColorMode mode = ColorMode::Heading;
        float speedLimit = 1;
        float secondShare = 0; // 0 without a second species
    };
    void draw(const Look &look, QOpenGLTexture &colors); // draws the last upload

private:
    void point(std::size_t part);

    QOpenGLExtraFunctions *m_gl;
    std::unique_ptr<QOpenGLShaderProgram> m_program;
    QOpenGLVertexArrayObject m_attributes;
    QOpenGLBuffer m_boids{QOpenGLBuffer::VertexBuffer};
    std::vector<ShownPart> m_parts;    // parts in the buffer
    std::vector<std::size_t> m_begins; // offset of each part in bytes
    bool m_hasIds = false;
};

} // namespace cownscope::ui
