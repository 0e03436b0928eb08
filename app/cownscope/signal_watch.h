// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "link/end_requests.h"
#include "link/wake.h"

#include <QObject>
#include <QSocketNotifier>

#include <array>
#include <atomic>
#include <csignal>

namespace cownscope {

// While this lives, SIGINT, SIGTERM and SIGHUP come into the event loop, so that what is done can
// be kept. Those that were ignored before stay so. One at a time; main thread.
class SignalWatch : public QObject
{
    Q_OBJECT

public:
    explicit SignalWatch(QObject *parent = nullptr); // throws std::system_error
    ~SignalWatch() override;

Q_SIGNALS:
    void asked();
    // Asked once more, see link::EndRequests. Whoever asks a third time ends the program as usual.
    void insisted();

private:
    static void hear(int signal);
    void follow();

    link::EndRequests m_requests;     // by when signals come, not by when the loop hears of them
    std::atomic<unsigned> m_heard{0}; // requests
    unsigned m_followed = 0;          // of them, told
    link::Wake m_wake;
    QSocketNotifier m_notifier;
    std::array<struct sigaction, 3> m_before{};
};

} // namespace cownscope
