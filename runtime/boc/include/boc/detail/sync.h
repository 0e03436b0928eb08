// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/requirements.h>

/// \file
/// Everything through which the library's threads meet each other: atomics, mutexes, threads, time.
/// The library uses these names and never those of the standard library, so that a build with
/// BOC_DETERMINISTIC can put every one of these operations under the control of an explorer that
/// decides what happens next. In production they are the standard library's own types.

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

/// Stands beside data that is not atomic and is guarded by the protocol: an exploring build checks
/// that every two accesses, one of which writes, are ordered by happens-before. Nothing otherwise.
struct RaceCheck
{
    void reads() const noexcept { }
    void writes() const noexcept { }
};

/// The last member of a class that std::shared_ptr owns: tells the explorer, which cannot see the
/// count of owners, that all of them are done with the object when it is destroyed. Nothing
/// otherwise.
struct SharedOwners
{ };

/// True in a build whose threads are explored: sizes are small there, so that their limits are met.
inline constexpr bool exploring = false;

/// A place in the order in which locks nest; objects that have such locks give theirs by
/// lockRank(). In production, their address.
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
