// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>

namespace cownscope::ui {

// An eventfd that wakes the main thread's event loop. However often wake() is called before the
// loop comes round, the loop is woken once.
//
// wake() from any thread; the rest by the thread that waits. Shared by the one that waits and those
// that wake, so that a late waker never writes to a descriptor that is gone.
class WakeChannel
{
public:
    WakeChannel(); // throws std::system_error when the system has no descriptors left
    ~WakeChannel();
    WakeChannel(const WakeChannel &) = delete;
    WakeChannel &operator=(const WakeChannel &) = delete;

    void wake() noexcept;

    // Takes back the wake-ups so far. Whatever was done before a wake() that this takes back is
    // seen after this; a later wake() wakes again.
    void acknowledge() noexcept;

    int descriptor() const { return m_descriptor; } // readable while there is a wake-up

private:
    int m_descriptor;
    std::atomic<bool> m_woken{false};
};

} // namespace cownscope::ui
