// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cownscope/signal_watch.h"

namespace cownscope {
namespace {

constexpr std::array Ending{SIGINT, SIGTERM, SIGHUP};

std::atomic<SignalWatch *> watching = nullptr;
static_assert(std::atomic<SignalWatch *>::is_always_lock_free,
              "a signal handler must not take a lock");

} // namespace

void SignalWatch::hear(int signal)
{
    SignalWatch *watch = watching;
    if (!watch)
        return;
    const unsigned number = watch->m_requests.count();
    if (number == 0) // told already
        return;
    if (number > 2) { // as usual, when this handler returns
        ::signal(signal, SIG_DFL);
        ::raise(signal);
        return;
    }
    watch->m_heard = number;
    watch->m_wake.ring();
}

SignalWatch::SignalWatch(QObject *parent)
    : QObject(parent)
    , m_notifier(m_wake.descriptor(), QSocketNotifier::Read)
{
    connect(&m_notifier, &QSocketNotifier::activated, this, &SignalWatch::follow);
    watching = this;
    struct sigaction action
    { };
    action.sa_handler = hear;
    action.sa_flags = SA_RESTART;
    for (std::size_t i = 0; i < Ending.size(); ++i) {
        ::sigaction(Ending[i], nullptr, &m_before[i]);
        if (m_before[i].sa_handler != SIG_IGN) // nohup, or a shell's background job
            ::sigaction(Ending[i], &action, nullptr);
    }
}

SignalWatch::~SignalWatch()
{
    for (std::size_t i = 0; i < Ending.size(); ++i)
        ::sigaction(Ending[i], &m_before[i], nullptr);
    watching = nullptr;
}

void SignalWatch::follow()
{
    m_wake.clear();
    const unsigned heard = m_heard;
    while (m_followed < heard) {
        if (++m_followed == 1)
            Q_EMIT asked();
        else
            Q_EMIT insisted();
    }
}

} // namespace cownscope
