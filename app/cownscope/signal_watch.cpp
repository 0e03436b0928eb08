// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cownscope/signal_watch.h"

#include <atomic>

namespace cownscope {
namespace {

constexpr qint64 OneRequest = 500; // ms

constexpr std::array Ending{SIGINT, SIGTERM, SIGHUP};

std::atomic<link::Wake *> rung = nullptr;
static_assert(std::atomic<link::Wake *>::is_always_lock_free,
              "a signal handler must not take a lock");

void ring(int)
{
    if (link::Wake *wake = rung)
        wake->ring();
}

} // namespace

SignalWatch::SignalWatch(QObject *parent)
    : QObject(parent)
    , m_notifier(m_wake.descriptor(), QSocketNotifier::Read)
{
    connect(&m_notifier, &QSocketNotifier::activated, this, &SignalWatch::follow);
    rung = &m_wake;
    struct sigaction action
    { };
    action.sa_handler = ring;
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
    rung = nullptr;
}

void SignalWatch::follow()
{
    m_wake.clear();
    if (!m_sinceAsked.isValid()) {
        m_sinceAsked.start();
        Q_EMIT asked();
        return;
    }
    if (m_sinceAsked.elapsed() < OneRequest)
        return;
    for (std::size_t i = 0; i < Ending.size(); ++i)
        ::sigaction(Ending[i], &m_before[i], nullptr);
    Q_EMIT insisted();
}

} // namespace cownscope
