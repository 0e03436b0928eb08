// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdint>

namespace cownscope::link {

// Counts how often a user asked a program to end. One request can arrive as several signals within
// milliseconds: `timeout` signals both the program and its process group, and a closing terminal
// signals the group directly and through the shell. So a signal counts as a new request only if it
// comes at least `Moment` after the last counted one.
class EndRequests
{
public:
    using Clock = std::chrono::steady_clock;
    static constexpr std::chrono::milliseconds Moment{500};

    // Counts a signal. Returns the number of its request, beginning with 1, or 0 if it belongs to
    // the previous request. May be called on any thread and in signal handlers.
    unsigned count(Clock::time_point now = Clock::now()) noexcept;

    unsigned counted() const noexcept { return m_count; }

private:
    static_assert(std::atomic<std::int64_t>::is_always_lock_free
                      && std::atomic<unsigned>::is_always_lock_free,
                  "a signal handler must take no lock");

    std::atomic<std::int64_t> m_last{0}; // steady clock, nanoseconds; 0 before the first
    std::atomic<unsigned> m_count{0};
};

// While an object of this class exists, SIGINT, SIGTERM and SIGHUP count as requests to end the
// program (see EndRequests): the first two call a function, the third ends the program as usual.
// Signals that were ignored before, as under nohup, stay ignored. After a request was reported,
// further signals of the same request have no effect, even after this object is destroyed, so that
// an ending program keeps its own exit code; a new request then ends it as usual. Only one object
// at a time, on the main thread; other threads must block these signals (see startThread).
class EndSignals
{
public:
    // Called with 1 and then 2, in a signal handler: it must be async-signal-safe.
    using Callback = void (*)(void *context, unsigned request);

    EndSignals(Callback callback, void *context);
    ~EndSignals();
    EndSignals(const EndSignals &) = delete;
    EndSignals &operator=(const EndSignals &) = delete;

    // The number of the last request, 0 before the first. May be called on any thread and in signal
    // handlers.
    static unsigned requests() noexcept;

private:
    static void handle(int signal);

    Callback m_callback;
    void *m_context;
    std::array<struct sigaction, 3> m_before{};
};

} // namespace cownscope::link
