// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/recording/ffmpeg.h"

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
    QString encoder = QStringLiteral("ffmpeg"); // looked up in PATH
    std::size_t queueCapacity = 4; // largest number of frames that wait for the encoder
    std::chrono::milliseconds patience = std::chrono::seconds{30}; // time limit for a stuck encoder
};

struct RecordingProgress
{
    std::uint64_t written = 0; // frames sent to the encoder
    std::uint64_t encoded = 0; // frames that the encoder has finished
    std::int64_t bytes = 0;    // size of the file
};

struct RecordingResult
{
    enum class End { Complete, Cancelled, Failed };

    End end = End::Failed;
    QString problem = {}; // error message, if it failed
    QString part = {};    // the playable part of a failed recording; empty if there is none
    RecordingProgress progress = {};
};

// Encodes frames from the queue until the queue is closed, and then moves the video to its final
// name. Until then it is in a file beside it (see partOf), which can be played and is kept after a
// failure, even if this process is killed. It is removed only if the recording is cancelled. To be
// run on its own thread. Returns soon after the queue is cancelled, the encoder has ended, or the
// encoder was stuck for longer than the patience.
//
// The callbacks are called on that thread.
RecordingResult encode(const RecordingOptions &options, FrameQueue &queue,
                       const std::function<void()> &spaceAvailable,
                       const std::function<void(const RecordingProgress &)> &progressed);

} // namespace cownscope::ui
