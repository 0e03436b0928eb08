// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <boc/pump.h>

#include <QObject>
#include <QTimer>

#include <chrono>
#include <cstddef>
#include <functional>

namespace cownscope::ui {

// How long the main thread has kept pinned work waiting, once that is worth a word.
struct Starvation
{
    enum class State { None, Lasting, Over };
    State state = State::None;
    std::size_t depth = 0;           // pinned behaviors that wait; when over, the most that did
    std::chrono::nanoseconds age{0}; // of the oldest that waits; when over, the longest wait
};

struct StarvationTimes
{
    std::chrono::milliseconds threshold{500}; // a wait that is worth a word
    std::chrono::milliseconds look{250};     // between two looks while it lasts: digits that change
                                             // faster cannot be read
    std::chrono::milliseconds reading{4000}; // Over before None
};

// Follows a starvation of the pinned queue from the watchdog's first report to its end.
//
// The watchdog reports on a thread of its own while the main thread hangs or is busy, and the
// report arrives here once the event loop lives again. From then on the queue itself is looked at:
// as long as it stays starved the state is Lasting, and brought up to date; afterwards it is Over
// for a while, so that there is time to read what happened even if the queue is worked off at once,
// and then None.
//
// Main thread only, apart from what watchdog() returns.
class StarvationWatch : public QObject
{
    Q_OBJECT

public:
    // `queue` tells the present state of the pinned queue.
    explicit StarvationWatch(std::function<boc::PinnedQueueStatus()> queue,
                             const StarvationTimes &times = {}, QObject *parent = nullptr);

    // For the options of a runtime, whose end joins the watchdog: it must end before this does.
    boc::WatchdogOptions watchdog();

    const Starvation &starvation() const { return m_starvation; }

Q_SIGNALS:
    void changed(const Starvation &starvation);

private:
    void reported(const boc::PinnedQueueStatus &status);
    void look();

    std::function<boc::PinnedQueueStatus()> m_queue;
    const std::chrono::milliseconds m_threshold;
    boc::PinnedQueueStatus m_worst; // depth and age may be of different moments
    Starvation m_starvation;
    QTimer m_look;
    QTimer m_forget;
};

} // namespace cownscope::ui
