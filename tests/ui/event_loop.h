// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QTimer>

#include <chrono>
#include <functional>
#include <thread>

namespace cownscope::test {

// Runs the event loop for this time.
inline void spin(std::chrono::milliseconds duration)
{
    QEventLoop loop;
    QTimer::singleShot(duration, Qt::PreciseTimer, &loop, &QEventLoop::quit);
    loop.exec();
}

// Calls `what` repeatedly until the condition is true. Returns false after the timeout.
inline bool doUntil(const std::function<bool()> &condition, const std::function<void()> &what,
                    std::chrono::milliseconds timeout = std::chrono::seconds{60})
{
    QElapsedTimer elapsed;
    elapsed.start();
    while (!condition()) {
        if (elapsed.hasExpired(timeout.count()))
            return false;
        what();
    }
    return true;
}

// Runs the event loop until the condition is true.
inline bool spinUntil(const std::function<bool()> &condition,
                      std::chrono::milliseconds timeout = std::chrono::seconds{60})
{
    return doUntil(
        condition, [] { spin(std::chrono::milliseconds{2}); }, timeout);
}

// Waits until the condition is true, without running the event loop.
inline bool waitUntil(const std::function<bool()> &condition)
{
    return doUntil(condition, [] { std::this_thread::sleep_for(std::chrono::milliseconds{1}); });
}

// Repeats a measurement until it succeeds. A busy machine can make some attempts fail, but a defect
// makes all of them fail. Returns false if no attempt succeeds.
inline bool holdsOnce(int attempts, const std::function<bool()> &measure)
{
    for (int attempt = 0; attempt < attempts; ++attempt) {
        if (measure())
            return true;
    }
    return false;
}

// How often a 10 ms timer fires while the event loop runs for this time.
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

} // namespace cownscope::test
