// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>

#include <string>

namespace cownscope::ui {

// One frame on its way into a video.
struct VideoFrame
{
    QImage image = {};
    bool bottomUp = false; // the first line is the lowest, as OpenGL has it
};

// The video's size for pictures of this size: even, as encoders want it, by leaving out a line or a
// column; never empty.
QSize videoSize(const QSize &picture);

// The frame as blue, green, red and a byte of nothing for each pixel, from the top. A picture of
// another size is scaled and centered on black; one that is too large by a line or a column loses
// it.
void writePixels(const VideoFrame &frame, const QSize &size, std::string &bytes);

} // namespace cownscope::ui
