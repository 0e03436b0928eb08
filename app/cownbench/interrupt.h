// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <csignal>

#include "lab/children/run_control.h"
#include "link/end_signals.h"

namespace cownscope::bench {

// While this lives, the user's first request to end stops what the control controls, so that what
// is done can be kept; the second insists; see link::EndSignals. SIGUSR1 asks for a snapshot. One
// at a time.
class InterruptWatch
{
public:
    explicit InterruptWatch(lab::RunControl &control);
    ~InterruptWatch();
    InterruptWatch(const InterruptWatch &) = delete;
    InterruptWatch &operator=(const InterruptWatch &) = delete;

private:
    static void end(void *watch, unsigned request);
    static void takeSnapshot(int signal);

    lab::RunControl &m_control;
    struct sigaction m_before
    { }; // of SIGUSR1
    link::EndSignals m_endSignals;
};

} // namespace cownscope::bench
