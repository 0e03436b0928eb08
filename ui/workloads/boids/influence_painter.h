// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/theme.h"
#include "ui/workloads/boids/world_fit.h"
#include "workloads/boids/parameters.h"

#include <QOpenGLExtraFunctions>
#include <QOpenGLShaderProgram>
#include <QOpenGLVertexArrayObject>
#include <QSize>

#include <memory>

namespace cownscope::ui {

// Draws what boids fly away from or towards: a soft disk as far as it reaches, the stronger it is
// beside what makes a boid turn around, the more it shows. Where several overlap, only the
// strongest is seen, so that obstacles in a row look like a wall.
//
// Made, used and destroyed while the view's context is current.
class InfluencePainter
{
public:
    InfluencePainter(); // throws GlError

    void draw(const boids::Scene &scene, const WorldFit &fit, const QSize &viewport, Shade shade);

private:
    void setColor(const char *name, const QColor &color);

    QOpenGLExtraFunctions *m_gl;
    std::unique_ptr<QOpenGLShaderProgram> m_program;
    QOpenGLVertexArrayObject m_noAttributes;
};

} // namespace cownscope::ui
