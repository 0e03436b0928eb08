// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "link/wake.h"

#include <QElapsedTimer>
#include <QObject>
#include <QSocketNotifier>

#include <array>
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
    // Later than what may be the same request twice, as by `timeout`, which tells the program and
    // its group. From now on a signal ends the program as usual.
    void insisted();

private:
    void follow();

    link::Wake m_wake;
    QSocketNotifier m_notifier;
    QElapsedTimer m_sinceAsked;
    std::array<struct sigaction, 3> m_before{};
};

} // namespace cownscope
