// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSize>
#include <QString>

#include <string>
#include <string_view>
#include <vector>

namespace cownscope::ui {

struct VideoFormat
{
    QSize size = {}; // even
    int rate = 60;   // frames a second
};

enum class Codec { H264, Mpeg4 };

// The best one in the list that `ffmpeg -encoders` prints.
Codec codecIn(std::string_view encoders);

// Encodes the frames at its standard input, one for one, into the part of this file; prints how far
// it is to its standard output and only what goes wrong to its standard error.
std::vector<std::string> encoderCommand(const QString &program, const QString &file,
                                        const VideoFormat &format, Codec codec);

} // namespace cownscope::ui
