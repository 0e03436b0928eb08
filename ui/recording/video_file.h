// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <filesystem>

namespace cownscope::ui {

// The allowed suffixes as text: ".mp4 or .mkv".
QString videoEndings();
bool hasVideoEnding(const QString &file);
bool isMp4(const QString &file); // otherwise Matroska, by the suffix

// The name of the unfinished video, beside the file: film.part.mp4 for film.mp4. A number is added
// if the name is taken.
QString partOf(const QString &file);
// The name of the copy in one piece: film.finishing.mp4.
QString wholeOf(const QString &file);

// Checks the suffix, whether the folder is writable and whether the encoder is installed. Throws
// lab::FileError with a message that says how to fix the problem.
void checkRecordable(const QString &file, const QString &encoder);

// Error message for a missing encoder.
QString encoderMissing(const QString &file, const QString &encoder);
// Error message for a recording without frames.
QString noFrames(const QString &file);

// Removes an incomplete fragment at the end of a fragmented MP4 file, since some players reject
// such a file. Other files are not changed. Throws std::system_error.
void keepWholeFragments(const std::filesystem::path &file);

} // namespace cownscope::ui
