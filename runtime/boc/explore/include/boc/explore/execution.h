// SPDX-License-Identifier: MIT
#pragma once

#include <boc/explore/vector_clock.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <string>
#include <vector>

/// \file
/// One run of a program under the explorer, as seen by the types that replace the standard
/// library's (atomic.h, mutex.h, thread.h).
namespace boc::explore {

class Choices;
class Fiber;

/// Virtual steady-clock time in nanoseconds.
using Nanoseconds = std::int64_t;
inline constexpr Nanoseconds never = std::numeric_limits<Nanoseconds>::max();

/// A step of a thread, for the trace of a failing execution.
struct Step
{
    const char *what = "";
    const void *where = nullptr;
    std::uint64_t value = 0;
    unsigned thread = 0;
};

/// An execution: threads are fibers of one real thread, and one runs at a time. A source of choices
/// decides at every step which thread runs next, which value a load sees, and which thread is
/// woken.
///
/// Only code inside the execution calls this, so never two threads at once. Steps are the
/// operations on atomics, mutexes, condition variables and threads. Code between two steps is not
/// interrupted. No interleaving is missed by that, as long as such code touches only data that the
/// protocol guards (RaceCheck verifies this).
class Execution
{
public:
    struct Limits
    {
        std::uint64_t steps = 2'000'000;
    };

    Execution(Choices &choices, Limits limits);
    ~Execution();
    Execution(const Execution &) = delete;
    Execution &operator=(const Execution &) = delete;

    /// The execution that the caller runs in; null outside.
    static Execution *current() noexcept { return s_current; }

    /// Different for every execution of the process; never 0.
    std::uint32_t epoch() const noexcept { return m_epoch; }

    /// Runs the body as thread 0 and all threads that it makes, until all have ended or the
    /// execution failed. Called once.
    void run(std::function<void()> body);

    bool failed() const noexcept { return m_failed; }
    /// The reason for the failure, and the last steps of the threads.
    const std::string &failure() const noexcept { return m_failure; }
    std::uint64_t steps() const noexcept { return m_steps; }

    // The running thread.

    unsigned self() const noexcept { return m_self; }
    VectorClock &clock() noexcept;
    /// Advances the running thread's own count of steps.
    Time tick() noexcept { return ++clock().at[m_self]; }
    /// Makes everything that any thread has done happen before the running thread's next step.
    void joinAll() noexcept;
    void note(const char *what, const void *where, std::uint64_t value = 0) noexcept;

    /// A possible switch to another thread: called before every operation that other threads can
    /// see.
    void point();
    /// The running thread spins: other threads run first, if any can.
    void yield();
    /// Called when the running thread changed something that spinning threads may be waiting for.
    void changed() noexcept;
    /// Sleeps until woken or until `until`; false in the latter case.
    bool block(const void *on, const char *why, Nanoseconds until = never);
    void wakeAll(const void *on) noexcept;
    void wakeOne(const void *on);

    /// One of n outcomes: 0 is the usual one, the others are unusual but allowed.
    unsigned oddity(unsigned n);
    /// One of n equally usual outcomes.
    unsigned pick(unsigned n);

    std::uint64_t nextRank();

    Nanoseconds now() const noexcept { return m_now; }

    // Other threads.

    unsigned spawn(std::function<void()> body);
    void join(unsigned thread);
    unsigned threadCount() const noexcept { return static_cast<unsigned>(m_threads.size()); }

    /// Ends the execution as failed; none of its code runs any more, not even destructors.
    [[noreturn]] void fail(std::string why);

    /// The running thread's own object of the kind with this number.
    std::shared_ptr<void> &local(std::size_t kind);

private:
    struct Thread;

    bool canRun(const Thread &thread) const noexcept;
    std::vector<unsigned> &candidates(bool withSelf);
    void switchTo(unsigned thread);
    void switchAway(); // to a thread that can run; to the caller only if no other can
    Nanoseconds nextDeadline() const noexcept;
    void count();
    std::string describe(const std::string &why) const;

    static inline Execution *s_current = nullptr;

    Choices &m_choices;
    const Limits m_limits;
    const std::uint32_t m_epoch;
    std::vector<std::unique_ptr<Thread>> m_threads;
    std::vector<unsigned> m_candidates;
    std::vector<Step> m_trace;
    unsigned m_self = 0;
    Nanoseconds m_now = 1'000'000'000;
    std::uint64_t m_steps = 0;
    std::uint32_t m_ranks = 0;
    bool m_failed = false;
    std::string m_failure;
};

/// A unique rank for a lock; the choices decide the order of ranks.
std::uint64_t nextRank();

/// A number for each kind of thread-local object.
std::size_t nextLocalKind() noexcept;

} // namespace boc::explore
