// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pump/wake_channel.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <system_error>

namespace cownscope::ui {

WakeChannel::WakeChannel()
    : m_descriptor(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    if (m_descriptor < 0)
        throw std::system_error{errno, std::generic_category(), "eventfd"};
}

WakeChannel::~WakeChannel()
{
    close(m_descriptor);
}

void WakeChannel::wake() noexcept
{
    // Pairs with the exchange in acknowledge(): a waker that finds true relies on the waiting
    // thread to look at the work after that.
    if (m_woken.exchange(true, std::memory_order_acq_rel))
        return;
    const std::uint64_t one = 1;
    // A counter that is full is readable anyway, so a failed write loses nothing.
    [[maybe_unused]] const ssize_t written = write(m_descriptor, &one, sizeof one);
}

void WakeChannel::acknowledge() noexcept
{
    std::uint64_t count = 0;
    [[maybe_unused]] const ssize_t got = read(m_descriptor, &count, sizeof count);
    m_woken.exchange(false, std::memory_order_acq_rel);
}

} // namespace cownscope::ui
