// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cerrno>
#include <climits>
#include <cstdint>
#include <system_error>

#include <linux/futex.h>
#include <sys/eventfd.h>
#include <sys/syscall.h>
#include <unistd.h>

// Two ways in which a thread can sleep until another one wakes it. Each raise ends one wait; what
// was written before it is seen behind that wait.
namespace cownscope::benchmark {

// For event loops.
class Event
{
public:
    Event()
        : m_descriptor(::eventfd(0, EFD_CLOEXEC))
    {
        if (m_descriptor < 0)
            throw std::system_error(errno, std::generic_category(), "eventfd");
    }
    ~Event() { ::close(m_descriptor); }
    Event(const Event &) = delete;
    Event &operator=(const Event &) = delete;

    void raise() { static_cast<void>(::eventfd_write(m_descriptor, 1)); }
    void wait()
    {
        eventfd_t count = 0;
        static_cast<void>(::eventfd_read(m_descriptor, &count));
    }

private:
    int m_descriptor;
};

// The least that there is.
class Futex
{
public:
    // The release pairs with the acquire of the wait that it ends.
    void raise()
    {
        m_raised.fetch_add(1, std::memory_order_release);
        ::syscall(SYS_futex, &m_raised, FUTEX_WAKE_PRIVATE, INT_MAX, nullptr, nullptr, 0);
    }

    // One thread only.
    void wait()
    {
        while (m_raised.load(std::memory_order_acquire) == m_seen)
            ::syscall(SYS_futex, &m_raised, FUTEX_WAIT_PRIVATE, m_seen, nullptr, nullptr, 0);
        ++m_seen;
    }

private:
    std::atomic<std::uint32_t> m_raised{0};
    std::uint32_t m_seen = 0;
};

} // namespace cownscope::benchmark
