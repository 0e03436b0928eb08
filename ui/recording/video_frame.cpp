// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recording/video_frame.h"

#include <QOpenGLContext>
#include <QOpenGLFunctions>

#include <algorithm>
#include <cstring>

namespace cownscope::ui {
namespace {

constexpr int BytesPerPixel = 4;

constexpr GLenum BlueGreenRed = 0x80E1; // GL_BGRA, which OpenGL ES does not define

} // namespace

QSize videoSize(const QSize &picture)
{
    return {std::max(picture.width() & ~1, 2), std::max(picture.height() & ~1, 2)};
}

void writePixels(const VideoFrame &frame, const QSize &size, std::string &bytes)
{
    QImage image = frame.image.format() == QImage::Format_RGB32
        ? frame.image
        : frame.image.convertToFormat(QImage::Format_RGB32);
    if (videoSize(image.size()) != size && !image.isNull())
        image = image.scaled(size, Qt::KeepAspectRatio, Qt::SmoothTransformation)
                    .convertToFormat(QImage::Format_RGB32);
    const int columns = std::min(image.width(), size.width());
    const int lines = std::min(image.height(), size.height());
    const int left = (size.width() - columns) / 2;
    const int top = (size.height() - lines) / 2;
    const auto line = static_cast<std::size_t>(size.width() * BytesPerPixel);
    const auto shown = static_cast<std::size_t>(columns * BytesPerPixel);
    bytes.resize(line * static_cast<std::size_t>(size.height()));
    if (columns < size.width() || lines < size.height())
        std::fill(bytes.begin(), bytes.end(), '\0');
    for (int y = 0; y < lines; ++y) {
        const int from = frame.bottomUp ? image.height() - 1 - y : y;
        const std::size_t to = line * static_cast<std::size_t>(top + y)
            + static_cast<std::size_t>(left * BytesPerPixel);
        std::memcpy(bytes.data() + to, image.constScanLine(from), shown);
    }
}

VideoFrame readFramebuffer(const QSize &pixels)
{
    const QOpenGLContext *context = QOpenGLContext::currentContext();
    if (!context || pixels.isEmpty())
        return {};
    VideoFrame frame{QImage{pixels, QImage::Format_RGB32}, true};
    QOpenGLFunctions *gl = context->functions();
    gl->glPixelStorei(GL_PACK_ALIGNMENT, 4);
    // BGRA is the native order of window systems, so no conversion is needed.
    gl->glReadPixels(0, 0, pixels.width(), pixels.height(), BlueGreenRed, GL_UNSIGNED_BYTE,
                     frame.image.bits());
    return frame;
}

} // namespace cownscope::ui
