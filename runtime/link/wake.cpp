// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/wake.h"

#include <cerrno>
#include <cstdint>
#include <system_error>

#include <sys/eventfd.h>

namespace cownscope::link {

// Invariant: while m_rung is set, the eventfd is readable, or the ring() that set m_rung is about
// to write to it, or clear() has just read it and is about to reset m_rung, before its caller looks
// for work. So a ring() that finds m_rung set needs no write of its own. A write behind the reset
// wakes once in vain.

Wake::Wake()
    : m_descriptor(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    if (!m_descriptor.isOpen())
        throw std::system_error(errno, std::generic_category(), "cannot make an eventfd");
}

void Wake::ring() noexcept
{
    // Release: pairs with the acquire in clear(), so that what was done before this is seen after
    // that. Acquire: pairs with the release in clear(), so that the write below comes after its
    // read, which would otherwise take it away.
    if (m_rung.exchange(true, std::memory_order_acq_rel))
        return;
    const int before = errno; // a signal handler must leave it alone
    const std::uint64_t one = 1;
    // A counter that is full is readable anyway, so that a failed write loses nothing.
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
