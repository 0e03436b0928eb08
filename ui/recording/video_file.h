// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace cownscope::ui {

// What the name of a video file must end in, as a clause: ".mp4 or .mkv".
QString videoEndings();
bool hasVideoEnding(const QString &file);
bool isMp4(const QString &file); // or Matroska, by the ending

// Where a video grows until it is complete, beside the file, unless something has that name
// already: film.part.mp4 for film.mp4.
QString partOf(const QString &file);
// Where it is written once more as one piece, likewise.
QString wholeOf(const QString &file);

// Throws lab::FileError, whose sentence says what would be right, unless a video can be written
// there: the ending of the name, a folder that can be written to, a program that encodes.
void checkRecordable(const QString &file, const QString &encoder);

// What is to be said where the encoder cannot be found.
QString encoderMissing(const QString &file, const QString &encoder);
// And where nothing was drawn meanwhile.
QString noFrames(const QString &file);

} // namespace cownscope::ui
