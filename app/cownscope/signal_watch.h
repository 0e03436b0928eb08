// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "link/end_signals.h"
#include "link/wake.h"

#include <QObject>
#include <QSocketNotifier>

#include <atomic>

namespace cownscope {

// While this lives, a user's requests to end by SIGINT, SIGTERM or SIGHUP come into the event loop,
// so that what is done can be kept; see link::EndSignals. One at a time; main thread.
class SignalWatch : public QObject
{
    Q_OBJECT

public:
    explicit SignalWatch(QObject *parent = nullptr); // throws std::system_error

Q_SIGNALS:
    void asked();
    void insisted(); // asked once more

private:
    static void hear(void *watch, unsigned request);
    void follow();

    std::atomic<unsigned> m_heard{0}; // requests
    unsigned m_followed = 0;          // of them, told
    link::Wake m_wake;
    QSocketNotifier m_notifier;
    link::EndSignals m_endSignals;
};

} // namespace cownscope
