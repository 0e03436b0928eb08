// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <boc/boc.h>

#include <atomic>
#include <chrono>
#include <thread>

/// \file
/// What the library's tests share.
namespace boctest {

/// Repetitions for a stress test: fewer under a sanitizer, which slows everything down.
constexpr int scaled(int count)
{
#ifdef COWNSCOPE_SANITIZED
    return count / 10 > 0 ? count / 10 : 1;
#else
    return count;
#endif
}

/// Waits for something another thread does; false if it does not come about within ten seconds.
template <class Predicate>
bool eventually(Predicate predicate)
{
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    while (!predicate()) {
        if (std::chrono::steady_clock::now() > deadline)
            return false;
        std::this_thread::sleep_for(std::chrono::microseconds(100));
    }
    return true;
}

/// Keeps a body in the middle until the test opens it.
class Gate
{
public:
    void open() noexcept
    {
        m_open.store(true);
        m_open.notify_all();
    }
    void pass() const noexcept { m_open.wait(false); }

private:
    std::atomic<bool> m_open{false};
};

/// Counts its living instances and notes the thread that destroyed the last one.
struct Tracked
{
    static inline std::atomic<int> alive{0};
    static inline std::atomic<std::thread::id> destroyedOn{};

    explicit Tracked(int v = 0)
        : value(v)
    {
        ++alive;
    }
    ~Tracked()
    {
        destroyedOn = std::this_thread::get_id();
        --alive;
    }
    Tracked(const Tracked &) = delete;
    Tracked &operator=(const Tracked &) = delete;

    int value;
};

} // namespace boctest
