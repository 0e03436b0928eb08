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
/// the exploring build with #ifndef BOC_DETERMINISTIC. BOC_TEST_WORKERS does the same for several
/// numbers of workers, which its body finds in `workers`.
#ifdef BOC_DETERMINISTIC
#include "explored_testing.h"
#else
#define BOC_TEST(suite, name) TEST(suite, name)
#define BOC_TEST_WORKERS(suite, name)                                                              \
    static void body_##suite##_##name(unsigned workers);                                           \
    TEST(suite, name##With1Worker)                                                                 \
    {                                                                                              \
        body_##suite##_##name(1);                                                                  \
    }                                                                                              \
    TEST(suite, name##With2Workers)                                                                \
    {                                                                                              \
        body_##suite##_##name(2);                                                                  \
    }                                                                                              \
    TEST(suite, name##With4Workers)                                                                \
    {                                                                                              \
        body_##suite##_##name(4);                                                                  \
    }                                                                                              \
    TEST(suite, name##With8Workers)                                                                \
    {                                                                                              \
        body_##suite##_##name(8);                                                                  \
    }                                                                                              \
    static void body_##suite##_##name([[maybe_unused]] unsigned workers)
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
#if defined(BOC_DETERMINISTIC)
    return count / 1000 > 2 ? count / 1000 : (count < 2 ? count : 2);
#elif defined(COWNSCOPE_SANITIZED)
    return count / 10 > 0 ? count / 10 : 1;
#else
    return count;
#endif
}

/// A size that is small in the exploring build, where everything is run a thousand times.
constexpr int sized(int real, int explored)
{
    return boc::detail::exploring ? explored : real;
}

/// A seed for the i-th repetition: of its own for each execution in the exploring build.
inline unsigned randomSeed([[maybe_unused]] int i)
{
#ifdef BOC_DETERMINISTIC
    return 1 + boc::explore::Execution::current()->pick(1u << 30);
#else
    return static_cast<unsigned>(i) + 1;
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
