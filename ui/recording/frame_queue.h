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

// Frames between the thread that draws and the one that encodes, in their order. Whoever adds asks
// for room before a frame is made; one that was under way already is taken nevertheless.
class FrameQueue
{
public:
    explicit FrameQueue(std::size_t room)
        : m_room(room)
    { }

    bool hasRoom() const
    {
        const std::lock_guard lock{m_mutex};
        return m_frames.size() < m_room;
    }

    void add(VideoFrame frame)
    {
        {
            const std::lock_guard lock{m_mutex};
            m_frames.push_back(std::move(frame));
        }
        m_wake.ring();
    }

    // Nothing if there is none at the moment. `roomMade` tells that this made room where there was
    // none.
    std::optional<VideoFrame> take(bool &roomMade)
    {
        const std::lock_guard lock{m_mutex};
        if (m_frames.empty())
            return std::nullopt;
        roomMade = m_frames.size() == m_room;
        std::optional<VideoFrame> frame{std::move(m_frames.front())};
        m_frames.pop_front();
        return frame;
    }

    // No frame comes any more.
    void close()
    {
        m_closed = true;
        m_wake.ring();
    }
    bool isClosed() const { return m_closed; }

    // Nobody wants the frames any more.
    void cancel()
    {
        m_cancelled = true;
        m_wake.ring();
    }
    bool isCancelled() const { return m_cancelled; }

    // Rings when anything of this happened.
    link::Wake &wake() { return m_wake; }

private:
    const std::size_t m_room;
    mutable std::mutex m_mutex;
    std::deque<VideoFrame> m_frames;
    std::atomic<bool> m_closed{false};
    std::atomic<bool> m_cancelled{false};
    link::Wake m_wake;
};

} // namespace cownscope::ui
