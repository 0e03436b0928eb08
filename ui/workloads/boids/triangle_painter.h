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

// Draws a triangle for each boid, pointing where it flies: one instanced draw for each part that is
// seen, from a buffer that keeps the flock as it was uploaded.
//
// Made, used and destroyed while the view's context is current.
class TrianglePainter
{
public:
    TrianglePainter(); // throws GlError

    // Each array of each part goes into the buffer as it is. Ids only if there are two species.
    void upload(const boids::Frame &frame);

    struct Look
    {
        WorldFit fit;
        QSize pixels;
        BoidShape shape;
        double length = 0; // of a boid, pixels
        ColorMode mode = ColorMode::Heading;
        float speedLimit = 1;
        float secondShare = 0; // no second species: 0
    };
    void draw(const Look &look, QOpenGLTexture &colors); // what was uploaded last

private:
    void point(std::size_t part);

    QOpenGLExtraFunctions *m_gl;
    std::unique_ptr<QOpenGLShaderProgram> m_program;
    QOpenGLVertexArrayObject m_attributes;
    QOpenGLBuffer m_boids{QOpenGLBuffer::VertexBuffer};
    std::vector<ShownPart> m_parts;    // in the buffer
    std::vector<std::size_t> m_begins; // of each, bytes
    bool m_hasIds = false;
};

} // namespace cownscope::ui
