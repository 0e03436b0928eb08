// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>

#include "link/descriptor.h"

namespace cownscope::link {

// A descriptor that wakes the thread that waits for it, in poll() or in an event loop. However
// often ring() is called before that thread comes round, it is woken once.
//
// ring() by any thread and by signal handlers; the rest by the thread that waits. Where somebody
// may ring when nobody waits any more, both share it (std::shared_ptr), so that nobody writes to a
// descriptor that is another's by then.
class Wake
{
public:
    Wake(); // throws std::system_error

    void ring() noexcept;

    // Takes back what has rung. What was done before a ring() that this takes back is seen after
    // this; a later ring() wakes again. It may also wake once more for something that was seen.
    void clear() noexcept;

    int descriptor() const { return m_descriptor.get(); } // readable from ring() to clear()

private:
    static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler must take no lock");

    Descriptor m_descriptor;         // an eventfd
    std::atomic<bool> m_rung{false}; // since the last clear()
};

} // namespace cownscope::link
