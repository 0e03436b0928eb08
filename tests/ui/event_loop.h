// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QTimer>

#include <chrono>
#include <functional>

namespace cownscope::test {

// Lets the event loop run for so long.
inline void spin(std::chrono::milliseconds duration)
{
    QEventLoop loop;
    QTimer::singleShot(duration, Qt::PreciseTimer, &loop, &QEventLoop::quit);
    loop.exec();
}

// Lets the event loop run until the condition holds; false if it does not within the timeout.
inline bool spinUntil(const std::function<bool()> &condition,
                      std::chrono::milliseconds timeout = std::chrono::seconds{20})
{
    QElapsedTimer elapsed;
    elapsed.start();
    while (!condition()) {
        if (elapsed.hasExpired(timeout.count()))
            return false;
        spin(std::chrono::milliseconds{2});
    }
    return true;
}

// How often a 10 ms timer fires while the event loop runs for so long.
inline int timerFirings(std::chrono::milliseconds duration)
{
    int firings = 0;
    QTimer timer;
    timer.setTimerType(Qt::PreciseTimer);
    QObject::connect(&timer, &QTimer::timeout, &timer, [&firings] { ++firings; });
    timer.start(std::chrono::milliseconds{10});
    spin(duration);
    return firings;
}

// The longest time the event loop did not come round, seen by a 10 ms timer.
class LoopWatch
{
public:
    LoopWatch()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] {
            const auto gap = m_since.nsecsElapsed();
            m_since.start();
            m_longest = std::max(m_longest, gap);
            ++m_firings;
        });
        m_since.start();
        m_timer.start(std::chrono::milliseconds{10});
    }

    double longestGapMs() const { return static_cast<double>(m_longest) * 1e-6; }
    int firings() const { return m_firings; }

private:
    QTimer m_timer;
    QElapsedTimer m_since;
    qint64 m_longest = 0;
    int m_firings = 0;
};

} // namespace cownscope::test
