// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>

namespace cownscope::boids {

/// Stores whether a frame is requested, and which commands it must reflect: all up to a number.
/// Requests before a frame is begun are served together by the first frame that satisfies the
/// oldest one, and by another frame if that does not satisfy the newest one. Any thread.
class FrameRequest
{
public:
    /// Requests a frame that shows the effect of the commands up to this number.
    void want(std::uint64_t commandNumber) noexcept
    {
        const std::lock_guard lock(m_mutex);
        if (!m_oldest)
            m_oldest = m_newest = commandNumber;
        else if (commandNumber > m_newest)
            m_newest = commandNumber;
    }

    bool isWanted() const noexcept
    {
        const std::lock_guard lock(m_mutex);
        return m_oldest.has_value();
    }

    /// True if a frame that shows the effect of the commands up to this number serves a request.
    bool isDue(std::uint64_t commandNumber) const noexcept
    {
        const std::lock_guard lock(m_mutex);
        return m_oldest && *m_oldest <= commandNumber;
    }

    /// Such a frame is begun.
    void serve(std::uint64_t commandNumber) noexcept
    {
        const std::lock_guard lock(m_mutex);
        if (m_newest > commandNumber)
            m_oldest = m_newest;
        else
            m_oldest.reset();
    }

private:
    mutable std::mutex m_mutex;
    std::optional<std::uint64_t> m_oldest; // empty if there is no request
    std::uint64_t m_newest = 0;
};

} // namespace cownscope::boids
