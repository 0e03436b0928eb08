// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "link/child.h"

#include <QSize>
#include <QString>

#include <cstdint>
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

// The best codec in the output of `ffmpeg -encoders`.
Codec codecIn(std::string_view encoders);

// The following commands print their progress to standard output and errors to standard error. The
// suffix .mp4 or .mkv selects the container.

// Encodes the frames from standard input. The file can be played up to its last frame at any time.
std::vector<std::string> encoderCommand(const QString &program, const QString &file,
                                        const VideoFormat &format, Codec codec);

// Copies the video into one piece with an index, which works best with players and other programs.
std::vector<std::string> rewriteCommand(const QString &program, const QString &from,
                                        const QString &to);

// Decodes the first frame of the file.
std::vector<std::string> playCommand(const QString &program, const QString &file);

struct RecordingProblem
{
    QString reason; // "the disk was full after 7 frames"
    QString advice; // "record it again"
};

// Parses the output of `ffmpeg -progress`, in chunks of any size.
class EncoderProgress
{
public:
    void append(std::string_view text);

    std::uint64_t frames() const { return m_frames; } // encoded so far

private:
    std::string m_line;
    std::uint64_t m_frames = 0;
};

// Why the encoder failed and what the user can do, from its exit status and its last output.
RecordingProblem encoderFailure(const link::ExitStatus &status, const std::string &said,
                                std::uint64_t framesWritten);

// Whether the encoder failed because the disk was full.
bool saysDiskIsFull(const link::ExitStatus &status, std::string_view said);

} // namespace cownscope::ui
