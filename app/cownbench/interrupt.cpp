// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cownbench/interrupt.h"

#include <atomic>

namespace cownscope::bench {

namespace {

std::atomic<InterruptWatch *> watching = nullptr;
static_assert(std::atomic<InterruptWatch *>::is_always_lock_free,
              "a signal handler must not take a lock");

} // namespace

void InterruptWatch::end(void *watch, unsigned request)
{
    lab::RunControl &control = static_cast<InterruptWatch *>(watch)->m_control;
    if (request == 1)
        control.stop();
    else
        control.insist();
}

void InterruptWatch::takeSnapshot(int)
{
    if (InterruptWatch *watch = watching)
        watch->m_control.requestSnapshot();
}

InterruptWatch::InterruptWatch(lab::RunControl &control)
    : m_control(control)
    , m_endSignals(end, this)
{
    watching = this;
    struct sigaction action
    { };
    action.sa_handler = takeSnapshot;
    action.sa_flags = SA_RESTART;
    ::sigaction(SIGUSR1, &action, &m_before);
}

InterruptWatch::~InterruptWatch()
{
    ::sigaction(SIGUSR1, &m_before, nullptr);
    watching = nullptr;
}

} // namespace cownscope::bench
