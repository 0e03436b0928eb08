// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/wake.h"

#include <cerrno>
#include <cstdint>
#include <system_error>

#include <sys/eventfd.h>

namespace cownscope::link {

// Invariant: while m_rung is set, the eventfd is readable, or the ring() that set m_rung is about
// to write to it, or clear() has just read it and is about to reset m_rung, before its caller
// checks for work. So a ring() that finds m_rung set need not write. A write after the reset causes
// one extra wake-up.

Wake::Wake()
    : m_descriptor(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    if (!m_descriptor.isOpen())
        throw std::system_error(errno, std::generic_category(), "cannot make an eventfd");
}

void Wake::ring() noexcept
{
    // Release: pairs with the acquire in clear(), so that everything done before ring() is visible
    // after clear(). Acquire: pairs with the release in clear(), so that the write below comes
    // after the read in clear(), which would otherwise consume it.
    if (m_rung.exchange(true, std::memory_order_acq_rel))
        return;
    const int before = errno; // a signal handler must preserve errno
    const std::uint64_t one = 1;
    // A full counter is readable anyway, so a failed write loses nothing.
    [[maybe_unused]] const ssize_t written = ::write(m_descriptor.get(), &one, sizeof one);
    errno = before;
}

void Wake::clear() noexcept
{
    std::uint64_t count = 0;
    [[maybe_unused]] const ssize_t got = ::read(m_descriptor.get(), &count, sizeof count);
    // Both pair with the exchange in ring().
    m_rung.exchange(false, std::memory_order_acq_rel);
}

} // namespace cownscope::link
