// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/color_maps.h"
#include "ui/views/gl_view.h"
#include "ui/views/world_fit.h"
#include "workloads/boids/frame.h"

#include <QOpenGLBuffer>
#include <QOpenGLShaderProgram>
#include <QOpenGLTexture>
#include <QOpenGLVertexArrayObject>

#include <memory>

namespace cownscope::ui {

class RectanglePainter;

// Draws a flock: the world with its border and the inner part where nobody turns back, and a
// triangle for each boid, pointing where it flies.
class FlockView final
    : public GlView
    , public boids::FrameSink
{
    Q_OBJECT

public:
    FlockView();
    ~FlockView() override;

    void showFrame(std::shared_ptr<const boids::Frame> frame) override; // main thread

    const boids::Frame *frame() const { return m_frame.get(); }

    ColorMode colorMode() const { return m_mode; }
    void setColorMode(ColorMode mode);

protected:
    void createGl() override;
    void drawGl(const Target &target) override;
    void destroyGl() override;
    void shadeChanged() override;

private:
    void drawWorld(const WorldFit &fit, const Target &target);
    void drawBoids(const WorldFit &fit, const Target &target);
    void upload();

    std::shared_ptr<const boids::Frame> m_frame;
    ColorMode m_mode = ColorMode::Heading;
    bool m_uploaded = false;
    bool m_colorsStale = false;

    std::unique_ptr<RectanglePainter> m_rectangles;
    std::unique_ptr<QOpenGLShaderProgram> m_program;
    std::unique_ptr<QOpenGLTexture> m_colors;
    QOpenGLVertexArrayObject m_attributes;
    QOpenGLBuffer m_boids{QOpenGLBuffer::VertexBuffer};
};

} // namespace cownscope::ui
