// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "link/wake.h"

#include <atomic>

namespace cownscope::lab {

// Stops a run, or requests a snapshot of it, from outside the thread that runs it. All functions
// except the constructor may be called by any thread and in signal handlers.
class RunControl
{
public:
    void stop() noexcept
    {
        m_stopped = true;
        m_wake.ring();
    }
    // Stops, and kills the child instead of waiting for it to end.
    void insist() noexcept
    {
        m_insisted = true;
        stop();
    }
    void requestSnapshot() noexcept
    {
        m_snapshot = true;
        m_wake.ring();
    }

    bool stopRequested() const noexcept { return m_stopped; }
    bool insisted() const noexcept { return m_insisted; }
    bool takeSnapshotRequest() noexcept { return m_snapshot.exchange(false); }

    // Becomes readable by each of the requests above, until clear().
    int descriptor() const noexcept { return m_wake.descriptor(); }
    void clear() noexcept { m_wake.clear(); }

private:
    static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler must take no lock");

    link::Wake m_wake;
    std::atomic<bool> m_stopped{false};
    std::atomic<bool> m_insisted{false};
    std::atomic<bool> m_snapshot{false};
};

} // namespace cownscope::lab
