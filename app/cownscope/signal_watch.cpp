// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cownscope/signal_watch.h"

namespace cownscope {

void SignalWatch::hear(void *watch, unsigned request)
{
    static_cast<SignalWatch *>(watch)->m_heard = request;
    static_cast<SignalWatch *>(watch)->m_wake.ring();
}

SignalWatch::SignalWatch(QObject *parent)
    : QObject(parent)
    , m_notifier(m_wake.descriptor(), QSocketNotifier::Read)
    , m_endSignals(hear, this)
{
    connect(&m_notifier, &QSocketNotifier::activated, this, &SignalWatch::follow);
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
