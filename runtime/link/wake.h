// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "link/descriptor.h"

#include <atomic>

namespace cownscope::link {

// A descriptor that wakes a thread in poll() or in an event loop. Calls of ring() before that
// thread calls clear() wake it only once.
//
// Any thread and signal handlers may call ring(); only the waiting thread may call the rest. If
// ring() may be called after the waiting thread has ended, share the object (std::shared_ptr), so
// that a reused descriptor number is never written to.
class Wake
{
public:
    Wake(); // throws std::system_error

    void ring() noexcept;

    // Resets the descriptor. Everything done before the ring() calls that this resets is visible
    // afterwards; a later ring() wakes again. There may be one extra wake-up.
    void clear() noexcept;

    int descriptor() const { return m_descriptor.get(); } // readable from ring() to clear()

private:
    static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler must take no lock");

    Descriptor m_descriptor;         // an eventfd
    std::atomic<bool> m_rung{false}; // since the last clear()
};

} // namespace cownscope::link
