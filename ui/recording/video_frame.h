// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>

#include <string>

namespace cownscope::ui {

// One frame of a video.
struct VideoFrame
{
    QImage image = {};
    bool bottomUp = false; // the first line is the bottom line, as in OpenGL
};

// The size of a video for images of this size: rounded down to even numbers, as encoders require;
// never empty.
QSize videoSize(const QSize &picture);

// Converts the frame to 4 bytes per pixel (blue, green, red, unused), from the top. An image of
// another size is scaled and centered on black. If it is only one line or column too large, that is
// cut off.
void writePixels(const VideoFrame &frame, const QSize &size, std::string &bytes);

// Reads the bound framebuffer of the current context. Returns an empty image if no context is
// current.
VideoFrame readFramebuffer(const QSize &pixels);

} // namespace cownscope::ui
