// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <csignal>

namespace cownscope::link {

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

private:
    static void hear(int signal);

    Told m_told;
    void *m_context;
    std::array<struct sigaction, 3> m_before{};
};

} // namespace cownscope::link
