// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <boc/pump.h>

#include <QObject>
#include <QTimer>

#include <chrono>
#include <cstddef>
#include <functional>

namespace cownscope::ui {

// How long the main thread has kept pinned work waiting.
struct Starvation
{
    enum class State { None, Lasting, Over };
    State state = State::None;
    std::size_t depth = 0;           // waiting pinned behaviors; when over, the maximum
    std::chrono::nanoseconds age{0}; // age of the oldest one; when over, the longest wait
};

struct StarvationTimes
{
    std::chrono::milliseconds threshold{500}; // the shortest wait that is reported
    // Interval of the checks while it lasts; digits that change faster are unreadable.
    std::chrono::milliseconds check{250};
    std::chrono::milliseconds reading{4000}; // how long the state is Over
};

// Monitors a starvation of the pinned queue from the first report of the watchdog to its end.
//
// The watchdog reports on its own thread while the main thread is blocked. The report arrives here
// when the event loop runs again. From then on the queue is polled: the state is Lasting while the
// queue is starved. Afterwards it is Over for a while, so that there is time to read the message,
// and then None.
//
// Main thread only, except the callback in the result of watchdog().
class StarvationWatch : public QObject
{
    Q_OBJECT

public:
    // `queue` returns the current state of the pinned queue.
    explicit StarvationWatch(std::function<boc::PinnedQueueStatus()> queue,
                             const StarvationTimes &times = {}, QObject *parent = nullptr);

    // Options for a runtime. The runtime joins the watchdog thread, so it must be destroyed before
    // this object.
    boc::WatchdogOptions watchdog();

    const Starvation &starvation() const { return m_starvation; }

Q_SIGNALS:
    void changed(const Starvation &starvation);

private:
    void reported(const boc::PinnedQueueStatus &status);
    void look();

    std::function<boc::PinnedQueueStatus()> m_queue;
    const std::chrono::milliseconds m_threshold;
    boc::PinnedQueueStatus m_worst; // depth and age may be from different times
    Starvation m_starvation;
    QTimer m_checkTimer;
    QTimer m_clearTimer;
};

} // namespace cownscope::ui
