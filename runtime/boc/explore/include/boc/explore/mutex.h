// SPDX-License-Identifier: MIT
#pragma once

#include <boc/explore/execution.h>

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace boc::explore {

using TimePoint = std::chrono::steady_clock::time_point;

/// Virtual time; real time outside executions.
TimePoint steadyNow() noexcept;

/// Replaces std::mutex. Locking it twice is a deadlock.
class Mutex
{
public:
    Mutex() = default;
    ~Mutex();
    Mutex(const Mutex &) = delete;
    Mutex &operator=(const Mutex &) = delete;

    void lock();
    bool try_lock();
    void unlock();

private:
    bool m_held = false;
    VectorClock m_released;
};

/// Replaces std::condition_variable; sometimes wakes spuriously.
class ConditionVariable
{
public:
    ConditionVariable() = default;
    ConditionVariable(const ConditionVariable &) = delete;
    ConditionVariable &operator=(const ConditionVariable &) = delete;

    void notify_one();
    void notify_all();

    void wait(std::unique_lock<Mutex> &lock) { static_cast<void>(sleep(lock, never)); }

    template <class Predicate>
    void wait(std::unique_lock<Mutex> &lock, Predicate predicate)
    {
        while (!predicate())
            wait(lock);
    }

    std::cv_status wait_until(std::unique_lock<Mutex> &lock, TimePoint until)
    {
        return sleep(lock, until.time_since_epoch() / std::chrono::nanoseconds(1))
            ? std::cv_status::no_timeout
            : std::cv_status::timeout;
    }

    template <class Predicate>
    bool wait_until(std::unique_lock<Mutex> &lock, TimePoint until, Predicate predicate)
    {
        while (!predicate()) {
            if (wait_until(lock, until) == std::cv_status::timeout)
                return predicate();
        }
        return true;
    }

    template <class Rep, class Period, class Predicate>
    bool wait_for(std::unique_lock<Mutex> &lock, std::chrono::duration<Rep, Period> duration,
                  Predicate predicate)
    {
        return wait_until(
            lock, steadyNow() + std::chrono::duration_cast<std::chrono::nanoseconds>(duration),
            predicate);
    }

private:
    bool sleep(std::unique_lock<Mutex> &lock, Nanoseconds until);
};

} // namespace boc::explore
