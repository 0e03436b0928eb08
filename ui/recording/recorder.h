// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/recording/encoding.h"
#include "ui/recording/frame_queue.h"

#include <QObject>

#include <atomic>
#include <thread>

namespace cownscope::ui {

// Records frames to a video file. Main thread only; only the destructor waits for the encoder.
//
// Check hasSpace() before drawing the next frame; spaceAvailable() is emitted when it becomes true.
// Each added frame becomes one frame of the video, in order.
class Recorder : public QObject
{
    Q_OBJECT

public:
    explicit Recorder(const RecordingOptions &options, QObject *parent = nullptr);
    ~Recorder() override; // cancels an unfinished recording

    const RecordingOptions &options() const { return m_options; }
    const RecordingProgress &progress() const { return m_progress; }
    std::uint64_t framesAdded() const { return m_added; }

    // Whether frames are accepted: neither finish() nor cancel() was called, and the recording has
    // not ended.
    bool isTaking() const { return !m_ended && !m_queue.isClosed() && !m_queue.isCancelled(); }
    bool isFinishing() const { return !m_ended && m_queue.isClosed(); }
    bool hasSpace() const { return m_queue.hasSpace(); }

    void add(VideoFrame frame); // ignored unless isTaking()
    // in the background, after the added frames are encoded
    void finish() { m_queue.close(); }
    // in the background; no file is written
    void cancel() { m_queue.cancel(); }

Q_SIGNALS:
    void spaceAvailable();
    void progressed();
    void ended(const cownscope::ui::RecordingResult &result); // emitted once

private:
    void work();

    const RecordingOptions m_options;
    FrameQueue m_queue;
    std::uint64_t m_added = 0;
    bool m_ended = false;
    RecordingProgress m_progress;
    std::thread m_thread; // last, since the thread uses the members above
};

} // namespace cownscope::ui
