// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/theme.h"
#include "ui/workloads/boids/view_transform.h"
#include "workloads/boids/parameters.h"

#include <QOpenGLExtraFunctions>
#include <QOpenGLShaderProgram>
#include <QOpenGLVertexArrayObject>
#include <QSize>

#include <memory>

namespace cownscope::ui {

// Draws influences (obstacles and attractors) as soft disks with the radius of their reach.
// Stronger influences are more opaque. Where several overlap, only the strongest is visible, so
// that a row of obstacles looks like a wall.
//
// The context of the view must be current in all calls.
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
