// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pump/pump_driver.h"

#include "link/wake.h"

#include <QPointer>
#include <QSocketNotifier>

#include <algorithm>

namespace cownscope::ui {

PumpDriver::PumpDriver(QObject *parent)
    : QObject(parent)
    , m_wake(std::make_shared<link::Wake>())
    , m_notifier(new QSocketNotifier(m_wake->descriptor(), QSocketNotifier::Read, this))
{
    connect(m_notifier, &QSocketNotifier::activated, this, &PumpDriver::woken);
}

PumpDriver::~PumpDriver()
{
    // The descriptor may outlive this object in the wake hooks.
    m_notifier->setEnabled(false);
}

std::function<void()> PumpDriver::wakeHook() const
{
    return [wake = m_wake] { wake->ring(); };
}

void PumpDriver::attach(boc::Runtime &runtime)
{
    m_runtime = &runtime;
    m_wake->ring(); // for behaviors that were pinned before
}

void PumpDriver::woken()
{
    m_wake->clear();
    if (m_pumping) {
        m_wokenMeanwhile = true;
        return;
    }
    if (m_runtime && !m_runtime->stopped())
        pumpOnce();
}

void PumpDriver::pumpOnce()
{
    using Clock = std::chrono::steady_clock;
    const QPointer<PumpDriver> self{this};
    const boc::PinnedQueueStatus waiting = m_runtime->pinnedQueue();
    const Clock::time_point begin = Clock::now();
    m_pumping = true;
    m_wokenMeanwhile = false;
    const boc::PumpResult result = m_runtime->pump({.deadline = Budget});
    if (!self)
        return; // a pinned behavior has destroyed the driver
    m_pumping = false;

    const auto took = Clock::now() - begin;
    ++m_record.calls;
    m_record.executed += result.executed;
    m_record.raised += result.raised;
    m_record.busy += took;
    m_record.longestCall = std::max<std::chrono::nanoseconds>(m_record.longestCall, took);
    m_record.deepest = std::max(m_record.deepest, waiting.depth);
    m_record.oldest = std::max(m_record.oldest, waiting.age);

    // The hook is only called when the queue was empty, so remaining behaviors need another
    // wake-up.
    if (result.remaining || m_wokenMeanwhile)
        m_wake->ring();
}

} // namespace cownscope::ui
