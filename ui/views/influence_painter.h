// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/theme.h"
#include "ui/views/world_fit.h"
#include "workloads/boids/parameters.h"

#include <QOpenGLExtraFunctions>
#include <QOpenGLShaderProgram>
#include <QOpenGLVertexArrayObject>
#include <QSize>

#include <memory>
#include <vector>

namespace cownscope::ui {

// Draws what boids fly away from or towards: a soft disk as far as it reaches, with a ring around.
//
// Made, used and destroyed while the view's context is current.
class InfluencePainter
{
public:
    InfluencePainter(); // throws GlError

    void draw(const std::vector<boids::Influence> &influences, const WorldFit &fit,
              const QSize &viewport, Shade shade);

private:
    QOpenGLExtraFunctions *m_gl;
    std::unique_ptr<QOpenGLShaderProgram> m_program;
    QOpenGLVertexArrayObject m_noAttributes;
};

} // namespace cownscope::ui
