// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cownbench/interrupt.h"

#include <atomic>

namespace cownscope::bench {

namespace {

std::atomic<InterruptWatch *> watching = nullptr;
static_assert(std::atomic<InterruptWatch *>::is_always_lock_free,
              "a signal handler must not take a lock");

constexpr std::array handled{SIGINT, SIGTERM, SIGHUP, SIGUSR1};

struct sigaction actionOf(void (*handler)(int))
{
    struct sigaction action
    { };
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART; // output that waits for a slow reader is not lost
    return action;
}

} // namespace

void InterruptWatch::end(int signal)
{
    InterruptWatch *watch = watching;
    if (watch == nullptr)
        return;
    switch (watch->m_requests.count()) {
    case 0: // told already
        break;
    case 1:
        watch->m_control.stop();
        break;
    case 2:
        watch->m_control.insist();
        break;
    default: // as usual, when this handler returns
        const struct sigaction usual = actionOf(SIG_DFL);
        ::sigaction(signal, &usual, nullptr);
        ::raise(signal);
    }
}

void InterruptWatch::takeSnapshot(int)
{
    if (InterruptWatch *watch = watching)
        watch->m_control.requestSnapshot();
}

InterruptWatch::InterruptWatch(lab::RunControl &control)
    : m_control(control)
{
    watching = this;
    for (std::size_t i = 0; i < handled.size(); ++i) {
        ::sigaction(handled[i], nullptr, &m_before[i]);
        const struct sigaction action = actionOf(handled[i] == SIGUSR1 ? takeSnapshot : end);
        // nohup, or a shell's background job
        const bool ignored = m_before[i].sa_handler == SIG_IGN && action.sa_handler == end;
        if (!ignored)
            ::sigaction(handled[i], &action, nullptr);
    }
}

InterruptWatch::~InterruptWatch()
{
    for (std::size_t i = 0; i < handled.size(); ++i)
        ::sigaction(handled[i], &m_before[i], nullptr);
    watching = nullptr;
}

} // namespace cownscope::bench
