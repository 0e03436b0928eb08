// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "link/wake.h"
#include "ui/recording/video_frame.h"

#include <atomic>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace cownscope::ui {

// The queue of frames from the drawing thread to the encoding thread. The drawing thread checks
// hasSpace() before it requests a frame; a frame that is already on its way is accepted
// nevertheless.
class FrameQueue
{
public:
    explicit FrameQueue(std::size_t capacity)
        : m_capacity(capacity)
    { }

    bool hasSpace() const
    {
        const std::lock_guard lock{m_mutex};
        return m_frames.size() < m_capacity;
    }

    void add(VideoFrame frame)
    {
        {
            const std::lock_guard lock{m_mutex};
            m_frames.push_back(std::move(frame));
        }
        m_wake.ring();
    }

    // Nothing if the queue is empty. Sets `spaceAvailable` if the queue was full.
    std::optional<VideoFrame> take(bool &spaceAvailable)
    {
        const std::lock_guard lock{m_mutex};
        if (m_frames.empty())
            return std::nullopt;
        spaceAvailable = m_frames.size() == m_capacity;
        std::optional<VideoFrame> frame{std::move(m_frames.front())};
        m_frames.pop_front();
        return frame;
    }

    // No more frames will be added.
    void close()
    {
        m_closed = true;
        m_wake.ring();
    }
    bool isClosed() const { return m_closed; }

    // The remaining frames are not needed.
    void cancel()
    {
        m_cancelled = true;
        m_wake.ring();
    }
    bool isCancelled() const { return m_cancelled; }

    // Signaled by add(), close() and cancel().
    link::Wake &wake() { return m_wake; }

private:
    const std::size_t m_capacity;
    mutable std::mutex m_mutex;
    std::deque<VideoFrame> m_frames;
    std::atomic<bool> m_closed{false};
    std::atomic<bool> m_cancelled{false};
    link::Wake m_wake;
};

} // namespace cownscope::ui
