// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace cownscope::ui {

// What the name of a video file must end in, as a clause: ".mp4 or .mkv".
QString videoEndings();
bool hasVideoEnding(const QString &file);

// Where a video grows until it is complete.
QString partOf(const QString &file);

// Nothing if a video can be written there, else one sentence that says what would be right: the
// ending of the name, a folder that can be written to, a program that encodes.
std::optional<QString> problemOfRecording(const QString &file, const QString &encoder);

// What is to be said where the encoder cannot be found.
QString encoderMissing(const QString &file, const QString &encoder);
// And where nothing was drawn meanwhile.
QString noFrames(const QString &file);

} // namespace cownscope::ui
