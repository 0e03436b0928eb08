// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/recording/encoding.h"
#include "ui/recording/frame_queue.h"

#include <QObject>

#include <atomic>
#include <thread>

namespace cownscope::ui {

// Records frames to a video file. Main thread only; nothing here waits for the encoder.
//
// Whoever draws asks hasRoom() before the next frame is made, and goes on at roomMade(). Every
// frame that is added becomes one of the video, in the order of adding.
class Recorder : public QObject
{
    Q_OBJECT

public:
    explicit Recorder(const RecordingOptions &options, QObject *parent = nullptr);
    ~Recorder() override; // cancels what is not complete

    const RecordingOptions &options() const { return m_options; }
    const RecordingProgress &progress() const { return m_progress; }
    std::uint64_t framesAdded() const { return m_added; }

    // It has not ended and nobody has finished it.
    bool isTaking() const { return !m_ended && !m_queue.isClosed() && !m_queue.isCancelled(); }
    bool isFinishing() const { return !m_ended && m_queue.isClosed(); }
    bool hasRoom() const { return m_queue.hasRoom(); }

    void add(VideoFrame frame); // dropped if it takes none any more
    void finish();              // in the background: what was added is encoded first
    void cancel();              // in the background: there will be no file

Q_SIGNALS:
    void roomMade();
    void progressed();
    void ended(const cownscope::ui::RecordingResult &result); // once

private:
    void work();

    const RecordingOptions m_options;
    FrameQueue m_queue;
    std::uint64_t m_added = 0;
    bool m_ended = false;
    RecordingProgress m_progress;
    std::thread m_thread; // last: it uses all of the above
};

} // namespace cownscope::ui
