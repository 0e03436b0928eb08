// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/requirements.h>

/// \file
/// Everything that the library's threads use to synchronize: atomics, mutexes, threads, time. The
/// library uses these names and never those of the standard library, so that a build with
/// BOC_DETERMINISTIC can run under an explorer that controls each of these operations and decides
/// what happens next. In production builds they are the standard library's own types.

#ifdef BOC_DETERMINISTIC
#include <boc/explore/sync.h>
#else

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <thread>

namespace boc::detail {

template <class T>
using Atomic = std::atomic<T>;
using Mutex = std::mutex;
using ConditionVariable = std::condition_variable;
using Thread = std::thread;
using ThreadId = std::thread::id;

inline ThreadId currentThread() noexcept
{
    return std::this_thread::get_id();
}

/// Lets other threads run.
inline void yieldThread() noexcept
{
    std::this_thread::yield();
}

inline void sleepFor(std::chrono::nanoseconds duration)
{
    std::this_thread::sleep_for(duration);
}

inline std::chrono::steady_clock::time_point steadyNow() noexcept
{
    return std::chrono::steady_clock::now();
}

/// Tells the processor that this is a spin loop.
inline void pauseProcessor() noexcept
{
#if defined(__x86_64__) || defined(__i386__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    asm volatile("yield");
#endif
}

/// The calling thread's own T, made by its default constructor.
template <class T>
T &threadLocal() noexcept
{
    static thread_local constinit T value{};
    return value;
}

/// A member next to non-atomic data that the protocol guards: an exploring build checks that any
/// two accesses, one of them a write, are ordered by happens-before. Empty otherwise.
struct RaceCheck
{
    void reads() const noexcept { }
    void writes() const noexcept { }
};

/// The last member of a class that std::shared_ptr owns: tells the explorer, which cannot see the
/// count of owners, that all their uses of the object happen before its destruction. Empty
/// otherwise.
struct SharedOwners
{ };

/// True in an exploring build. Sizes are small there, so that tests reach the limits.
inline constexpr bool exploring = false;

/// An object's position in the order in which locks nest; objects return theirs from lockRank(). In
/// production builds, the order of addresses.
class LockRank
{
public:
    template <class T>
    static bool before(const T *a, const T *b) noexcept
    {
        return std::less<const T *>{}(a, b);
    }
};

} // namespace boc::detail

#endif

namespace boc::detail {

/// Steady-clock time in nanoseconds.
inline std::int64_t steadyNs() noexcept
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(steadyNow().time_since_epoch())
        .count();
}

} // namespace boc::detail
