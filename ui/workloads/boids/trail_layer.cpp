// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/boids/trail_layer.h"

#include "ui/views/gl_program.h"
#include "ui/views/rectangle_painter.h"

#include <QOpenGLContext>

namespace cownscope::ui {

TrailLayer::TrailLayer()
    : m_gl(QOpenGLContext::currentContext()->extraFunctions())
    , m_program(loadProgram(QStringLiteral("rectangle.vert"), QStringLiteral("layer.frag")))
{
    m_noAttributes.create();
}

void TrailLayer::begin(const QSize &pixels, double keep, RectanglePainter &rectangles)
{
    m_gl->glGetIntegerv(GL_DRAW_FRAMEBUFFER_BINDING, &m_before);
    const bool anew = !isOf(pixels) || keep <= 0;
    if (!isOf(pixels)) {
        m_layer = std::make_unique<QOpenGLFramebufferObject>(
            pixels, QOpenGLFramebufferObject::NoAttachment, GL_TEXTURE_2D, GL_RGBA16F);
    }
    m_layer->bind();
    if (anew) {
        m_gl->glClearColor(0, 0, 0, 0);
        m_gl->glClear(GL_COLOR_BUFFER_BIT);
        return;
    }
    m_gl->glEnable(GL_BLEND);
    m_gl->glBlendColor(0, 0, 0, static_cast<float>(keep));
    m_gl->glBlendFunc(GL_ZERO, GL_CONSTANT_ALPHA);
    rectangles.begin(pixels);
    rectangles.fill(QRectF{QPointF{}, QSizeF{pixels}}, Qt::black);
    rectangles.end();
    m_gl->glDisable(GL_BLEND);
}

void TrailLayer::end()
{
    m_gl->glBindFramebuffer(GL_FRAMEBUFFER, static_cast<GLuint>(m_before));
}

void TrailLayer::draw(const QSize &viewport)
{
    if (!m_layer)
        return;
    m_gl->glEnable(GL_BLEND);
    m_gl->glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA); // colors are premultiplied by alpha
    m_program->bind();
    m_noAttributes.bind();
    m_gl->glActiveTexture(GL_TEXTURE0);
    m_gl->glBindTexture(GL_TEXTURE_2D, m_layer->texture());
    m_program->setUniformValue("layer", 0);
    m_program->setUniformValue("viewport", viewport);
    m_program->setUniformValue("rectangle", edgesOf(QRectF{QPointF{}, QSizeF{viewport}}));
    m_gl->glDrawArrays(GL_TRIANGLE_STRIP, 0, 4);
    m_gl->glBindTexture(GL_TEXTURE_2D, 0);
    m_noAttributes.release();
    m_program->release();
    m_gl->glDisable(GL_BLEND);
}

} // namespace cownscope::ui
