// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <boc/boc.h>
#include <boc/detail/sync.h>

#include <gtest/gtest.h>

#include <chrono>

/// \file
/// What the library's tests share.

/// A test that also runs under the explorer (see runtime/boc/README.md): everything through which
/// its threads meet must be of the types below, and all its state must live in its body, which then
/// runs once for each seed. A test about real time or real processors uses TEST, and is left out of
/// the exploring build with #ifndef BOC_DETERMINISTIC.
#ifndef BOC_DETERMINISTIC
#define BOC_TEST(suite, name) TEST(suite, name)
#endif

namespace boctest {

using boc::detail::Atomic;
using boc::detail::ConditionVariable;
using boc::detail::currentThread;
using boc::detail::Mutex;
using boc::detail::sleepFor;
using boc::detail::steadyNow;
using boc::detail::Thread;
using boc::detail::ThreadId;
using boc::detail::yieldThread;

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
    const auto deadline = steadyNow() + std::chrono::seconds(10);
    while (!predicate()) {
        if (steadyNow() > deadline)
            return false;
        sleepFor(std::chrono::microseconds(100));
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
    Atomic<bool> m_open{false};
};

/// Counts its living instances and notes the thread that destroyed the last one.
struct Tracked
{
    static inline Atomic<int> alive{0};
    static inline Atomic<ThreadId> destroyedOn{};

    explicit Tracked(int v = 0)
        : value(v)
    {
        ++alive;
    }
    ~Tracked()
    {
        destroyedOn = currentThread();
        --alive;
    }
    Tracked(const Tracked &) = delete;
    Tracked &operator=(const Tracked &) = delete;

    int value;
};

} // namespace boctest
