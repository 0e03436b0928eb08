// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaObject>
#include <QObject>

#include <atomic>
#include <chrono>

#include <boc/boc.h>

// A runtime whose pinned behaviors run in the Qt event loop of the thread that makes it. Nothing
// here is special to the examples: copy it.
//
// The wake hook comes on any thread, when pinned work arrives where none was, and posts an event
// unless one is on its way. The event pumps for at most the budget; what is left then waits for
// another event, so that input, timers and paints come in between.
//
// After the event loop ended, runtime().stop() gives up what is in flight. Do that while everything
// that pinned behaviors touch is still there.
class PumpedRuntime : public QObject
{
public:
    explicit PumpedRuntime(unsigned workers)
        : m_runtime({.workers = workers, .wakeHook = [this] { post(); }})
    { }

    boc::Runtime &runtime() { return m_runtime; }

private:
    // Any thread. The object outlives the runtime, and so all calls of the hook.
    void post()
    {
        // Several events would be handled in a row, with nothing in between.
        if (m_posted.exchange(true))
            return;
        QMetaObject::invokeMethod(
            this, [this] { pump(); }, Qt::QueuedConnection);
    }

    void pump()
    {
        // Before the queue is looked at: who finds true there relies on the look to come. (An
        // exchange, since it has to see what they did before theirs.)
        m_posted.exchange(false);
        // pump is not re-entrant: this is an event loop inside a pinned behavior, say of a dialog.
        // The outer call finds what came meanwhile.
        if (m_pumping || m_runtime.stopped())
            return;
        m_pumping = true;
        const boc::PumpResult result = m_runtime.pump({.deadline = std::chrono::milliseconds(4)});
        m_pumping = false;
        if (result.remaining) // the hook speaks up only when the queue was empty
            post();
    }

    std::atomic<bool> m_posted{false};
    bool m_pumping = false;
    boc::Runtime m_runtime;
};
