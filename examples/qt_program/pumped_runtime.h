// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <boc/boc.h>

#include <QMetaObject>
#include <QObject>

#include <atomic>
#include <chrono>

// A runtime whose pinned behaviors run in the Qt event loop of the thread that makes it. Nothing
// here is specific to the examples; copy it into your program.
//
// The wake hook is called on any thread when pinned work arrives in an empty queue. It posts an
// event unless one is already posted. The event pumps for at most a few milliseconds and posts
// another event for the rest, so that input, timers and paints are handled in between.
//
// After the event loop has ended, runtime().stop() discards everything in flight. Call it while all
// objects that pinned behaviors use still exist.
class PumpedRuntime : public QObject
{
public:
    explicit PumpedRuntime(unsigned workers)
        : m_runtime({.workers = workers, .wakeHook = [this] { post(); }})
    { }

    boc::Runtime &runtime() { return m_runtime; }

private:
    // Any thread. This object outlives the runtime, and so all calls of the hook.
    void post()
    {
        // Several events would be handled in a row, without other events in between.
        if (m_posted.exchange(true))
            return;
        QMetaObject::invokeMethod(
            this, [this] { pump(); }, Qt::QueuedConnection);
    }

    void pump()
    {
        // Reset before the queue is checked: a thread that finds true relies on that check. (An
        // exchange, since it must synchronize with the one in post().)
        m_posted.exchange(false);
        // pump is not re-entrant: this may be a nested event loop inside a pinned behavior, for
        // example of a dialog. The outer call finds new work.
        if (m_pumping || m_runtime.stopped())
            return;
        m_pumping = true;
        const boc::PumpResult result = m_runtime.pump({.deadline = std::chrono::milliseconds(4)});
        m_pumping = false;
        if (result.remaining) // the hook is only called when the queue was empty
            post();
    }

    std::atomic<bool> m_posted{false};
    bool m_pumping = false;
    boc::Runtime m_runtime;
};
