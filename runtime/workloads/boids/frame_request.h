// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>

namespace cownscope::boids {

/// Whether a frame is wanted, and what must be in it: the wishes up to a number. Requests that come
/// before a frame is begun are served together by the first frame that has what the oldest of them
/// asks for, and by another one if that does not have what the newest asks for. Any thread.
class FrameRequest
{
public:
    void want(std::uint64_t afterWishes) noexcept
    {
        const std::lock_guard lock(m_mutex);
        if (!m_first)
            m_first = m_last = afterWishes;
        else if (afterWishes > m_last)
            m_last = afterWishes;
    }

    bool isWanted() const noexcept
    {
        const std::lock_guard lock(m_mutex);
        return m_first.has_value();
    }

    /// Whether a frame that is begun now, with the wishes up to `heard`, serves somebody.
    bool isDue(std::uint64_t heard) const noexcept
    {
        const std::lock_guard lock(m_mutex);
        return m_first && *m_first <= heard;
    }

    /// Such a frame is begun.
    void serve(std::uint64_t heard) noexcept
    {
        const std::lock_guard lock(m_mutex);
        if (m_last > heard)
            m_first = m_last;
        else
            m_first.reset();
    }

private:
    mutable std::mutex m_mutex;
    std::optional<std::uint64_t> m_first;
    std::uint64_t m_last = 0;
};

} // namespace cownscope::boids
