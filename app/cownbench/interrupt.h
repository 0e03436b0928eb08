// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <csignal>

#include "lab/children/run_control.h"
#include "link/end_requests.h"

namespace cownscope::bench {

// While this lives, the first SIGINT, SIGTERM or SIGHUP stops what the control controls, so that
// what is done can be kept; if the user asks again, it insists; the third time the program ends as
// usual. Signals that arrive within a moment are one request: see link::EndRequests. Those that
// were ignored before stay so. SIGUSR1 asks for a snapshot. One at a time.
class InterruptWatch
{
public:
    explicit InterruptWatch(lab::RunControl &control);
    ~InterruptWatch();
    InterruptWatch(const InterruptWatch &) = delete;
    InterruptWatch &operator=(const InterruptWatch &) = delete;

private:
    static void end(int signal);
    static void takeSnapshot(int signal);

    lab::RunControl &m_control;
    link::EndRequests m_requests;
    std::array<struct sigaction, 4> m_before{};
};

} // namespace cownscope::bench
