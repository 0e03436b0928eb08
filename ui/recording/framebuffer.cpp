// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recording/framebuffer.h"

#include <QOpenGLContext>
#include <QOpenGLFunctions>

namespace cownscope::ui {
namespace {

constexpr GLenum BlueGreenRed = 0x80E1; // GL_BGRA, which OpenGL ES lacks

} // namespace

VideoFrame readFramebuffer(const QSize &pixels)
{
    const QOpenGLContext *context = QOpenGLContext::currentContext();
    if (!context || pixels.isEmpty())
        return {};
    VideoFrame frame{QImage{pixels, QImage::Format_RGB32}, true};
    QOpenGLFunctions *gl = context->functions();
    gl->glPixelStorei(GL_PACK_ALIGNMENT, 4);
    // The order in which window systems keep pixels, so that nothing is converted.
    gl->glReadPixels(0, 0, pixels.width(), pixels.height(), BlueGreenRed, GL_UNSIGNED_BYTE,
                     frame.image.bits());
    return frame;
}

} // namespace cownscope::ui
