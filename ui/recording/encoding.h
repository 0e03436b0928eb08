// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/recording/encoder_command.h"

#include <QString>

#include <chrono>
#include <cstdint>
#include <functional>

namespace cownscope::ui {

class FrameQueue;

struct RecordingOptions
{
    QString file = {};
    VideoFormat format = {};
    QString encoder = QStringLiteral("ffmpeg"); // searched for in PATH
    std::size_t room = 4;                       // frames that wait for the encoder
    std::chrono::milliseconds patience = std::chrono::seconds{30}; // with an encoder that is stuck
};

struct RecordingProgress
{
    std::uint64_t written = 0; // frames that the encoder has taken
    std::uint64_t encoded = 0; // frames that it has encoded, which follow later
    std::int64_t bytes = 0;    // of the file
};

struct RecordingResult
{
    enum class End { Complete, Cancelled, Failed };

    End end = End::Failed;
    QString problem = {}; // one sentence, if it failed
    QString part = {};    // what can be played of a video that failed; empty: nothing is left
    RecordingProgress progress = {};
};

// Takes frames from the queue until it is closed, feeds them to the encoder and gives the file its
// name when all of them are in it. Until then they are in a file beside it (see partOf), which
// stays and can be played if anything goes wrong, even if this process is killed; it goes only if
// the recording is cancelled. To be run on a thread of its own: it returns soon after the queue is
// cancelled, or the encoder ended or was stuck for longer than the patience.
//
// The hooks are called on that thread.
RecordingResult encode(const RecordingOptions &options, FrameQueue &queue,
                       const std::function<void()> &roomMade,
                       const std::function<void(const RecordingProgress &)> &progressed);

} // namespace cownscope::ui
