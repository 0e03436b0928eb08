// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "link/child.h"

#include <QString>

#include <cstdint>
#include <string>
#include <string_view>

namespace cownscope::ui {

struct RecordingProblem
{
    QString reason; // "the disk was full after 7 frames"
    QString advice; // "record it again"
};

// Reads what `ffmpeg -progress` prints, in pieces of any size.
class EncoderProgress
{
public:
    void append(std::string_view text);

    std::uint64_t frames() const { return m_frames; } // encoded so far

private:
    std::string m_line;
    std::uint64_t m_frames = 0;
};

// Why the encoder has not made the file, and what can be done: clauses of a sentence, from how it
// ended and the last that it said.
RecordingProblem encoderFailure(const link::ExitStatus &status, const std::string &said,
                                std::uint64_t framesWritten);

// Whether it complains that there is no room for what it writes.
bool saysDiskIsFull(const link::ExitStatus &status, std::string_view said);

} // namespace cownscope::ui
