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

// Lets the event loop run for so long.
inline void spin(std::chrono::milliseconds duration)
{
    QEventLoop loop;
    QTimer::singleShot(duration, Qt::PreciseTimer, &loop, &QEventLoop::quit);
    loop.exec();
}

// Does this again and again until the condition holds; false if it does not within the timeout.
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

// Lets the event loop run until the condition holds.
inline bool spinUntil(const std::function<bool()> &condition,
                      std::chrono::milliseconds timeout = std::chrono::seconds{60})
{
    return doUntil(
        condition, [] { spin(std::chrono::milliseconds{2}); }, timeout);
}

// Waits for other threads until the condition holds: nothing that needs the event loop happens.
inline bool waitUntil(const std::function<bool()> &condition)
{
    return doUntil(condition, [] { std::this_thread::sleep_for(std::chrono::milliseconds{1}); });
}

// Measures again and again until a measurement is as it should be: a machine that is busy with
// something else spoils many, a defect spoils all. False if none of them is.
inline bool holdsOnce(int attempts, const std::function<bool()> &measure)
{
    for (int attempt = 0; attempt < attempts; ++attempt) {
        if (measure())
            return true;
    }
    return false;
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

} // namespace cownscope::test
