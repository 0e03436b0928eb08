// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdint>

namespace cownscope::link {

// Counts how often a user asked a program to end. One request can arrive as several signals within
// milliseconds: `timeout` tells the program and its process group, and a terminal that is closed
// tells the group by itself and through the shell. So a signal counts as another request only if it
// comes later than a moment after the one before.
class EndRequests
{
public:
    static constexpr std::chrono::milliseconds Moment{500};

    // A signal has come. The number of the request, from 1; 0 if it is still the one before. Any
    // thread, and signal handlers too.
    unsigned count() noexcept;

    unsigned counted() const noexcept { return m_count; }

private:
    static_assert(std::atomic<std::int64_t>::is_always_lock_free
                      && std::atomic<unsigned>::is_always_lock_free,
                  "a signal handler must take no lock");

    std::atomic<std::int64_t> m_last{0}; // steady clock, nanoseconds; 0 before the first
    std::atomic<unsigned> m_count{0};
};

// While one lives, SIGINT, SIGTERM and SIGHUP ask the program to end, see EndRequests: the first
// and the second request are told, the third ends the program as usual. Signals that were ignored
// before, as under nohup, stay so. Once a request has been told, the rest of its signals do nothing
// even when this is gone, so that a program that is about to end keeps its own exit code; another
// request ends it as usual then. One at a time; for the main thread, whose other threads block
// these signals (link::Thread).
class EndSignals
{
public:
    // Gets 1 and then 2, inside a signal handler: it may do only what a handler may.
    using Told = void (*)(void *context, unsigned request);

    EndSignals(Told told, void *context);
    ~EndSignals();
    EndSignals(const EndSignals &) = delete;
    EndSignals &operator=(const EndSignals &) = delete;

    // The last request, 0 before the first. Any thread, and signal handlers too.
    static unsigned requests() noexcept;

private:
    static void hear(int signal);

    Told m_told;
    void *m_context;
    std::array<struct sigaction, 3> m_before{};
};

} // namespace cownscope::link
