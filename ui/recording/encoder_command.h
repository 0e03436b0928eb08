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

// All of these print how far they are to their standard output and only what goes wrong to their
// standard error. The ending of a file's name, .mp4 or .mkv, says what is in it.

// Encodes the frames at its standard input, one for one, into this file, which can be played up to
// the last frame that is in it, whenever the encoder ends.
std::vector<std::string> encoderCommand(const QString &program, const QString &file,
                                        const VideoFormat &format, Codec codec);

// Writes the same video as one piece with an index, as players and other programs like it best.
std::vector<std::string> rewriteCommand(const QString &program, const QString &from,
                                        const QString &to);

// Decodes the first frame.
std::vector<std::string> playCommand(const QString &program, const QString &file);

} // namespace cownscope::ui
