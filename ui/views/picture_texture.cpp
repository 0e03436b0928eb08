// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/picture_texture.h"

#include "ui/views/gl_program.h"

#include <QOpenGLContext>

namespace cownscope::ui {

PictureTexture::PictureTexture()
    : m_gl(QOpenGLContext::currentContext()->extraFunctions())
    , m_program(loadProgram(QStringLiteral("picture.vert"), QStringLiteral("picture.frag")))
{
    m_noAttributes.create();
    m_gl->glGenTextures(1, &m_texture);
    m_gl->glBindTexture(GL_TEXTURE_2D, m_texture);
    m_gl->glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    m_gl->glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    m_gl->glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    m_gl->glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    m_gl->glBindTexture(GL_TEXTURE_2D, 0);
}

PictureTexture::~PictureTexture()
{
    m_gl->glDeleteTextures(1, &m_texture);
}

void PictureTexture::upload(const QSize &size, const void *pixels)
{
    m_gl->glBindTexture(GL_TEXTURE_2D, m_texture);
    if (size != m_size) {
        m_gl->glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, size.width(), size.height(), 0, GL_RGBA,
                           GL_UNSIGNED_BYTE, pixels);
        m_size = size;
    } else {
        m_gl->glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, size.width(), size.height(), GL_RGBA,
                              GL_UNSIGNED_BYTE, pixels);
    }
    m_gl->glBindTexture(GL_TEXTURE_2D, 0);
}

void PictureTexture::draw(const QRectF &rectangle, const QSize &viewport, bool blend)
{
    if (m_size.isEmpty())
        return;
    if (blend) {
        m_gl->glEnable(GL_BLEND);
        m_gl->glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    }
    m_program->bind();
    m_noAttributes.bind();
    m_gl->glActiveTexture(GL_TEXTURE0);
    m_gl->glBindTexture(GL_TEXTURE_2D, m_texture);
    m_program->setUniformValue("picture", 0);
    m_program->setUniformValue("viewport", viewport);
    m_program->setUniformValue("rectangle", edgesOf(rectangle));
    m_gl->glDrawArrays(GL_TRIANGLE_STRIP, 0, 4);
    m_gl->glBindTexture(GL_TEXTURE_2D, 0);
    m_noAttributes.release();
    m_program->release();
    if (blend)
        m_gl->glDisable(GL_BLEND);
}

} // namespace cownscope::ui
