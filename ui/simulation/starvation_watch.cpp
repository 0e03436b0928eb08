// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/simulation/starvation_watch.h"

#include <QMetaObject>

#include <algorithm>
#include <utility>

namespace cownscope::ui {

StarvationWatch::StarvationWatch(std::function<boc::PinnedQueueStatus()> queue,
                                 const StarvationTimes &times, QObject *parent)
    : QObject(parent)
    , m_queue(std::move(queue))
    , m_threshold(times.threshold)
{
    m_checkTimer.setInterval(times.check);
    connect(&m_checkTimer, &QTimer::timeout, this, &StarvationWatch::look);
    m_clearTimer.setSingleShot(true);
    m_clearTimer.setInterval(times.reading);
    connect(&m_clearTimer, &QTimer::timeout, this, [this] {
        m_starvation = {};
        Q_EMIT changed(m_starvation);
    });
}

boc::WatchdogOptions StarvationWatch::watchdog()
{
    boc::WatchdogOptions options;
    options.threshold = m_threshold;
    options.onStarved = [this](const boc::PinnedQueueStatus &status) {
        QMetaObject::invokeMethod(
            this, [this, status] { reported(status); }, Qt::QueuedConnection);
    };
    return options;
}

void StarvationWatch::reported(const boc::PinnedQueueStatus &status)
{
    if (!m_checkTimer.isActive()) {
        m_clearTimer.stop();
        m_worst = {};
        m_checkTimer.start();
    }
    // Several reports may have waited for the event loop. The first one starts the timer and
    // measures the real delay; the others add nothing.
    m_worst.depth = std::max(m_worst.depth, status.depth);
    m_worst.age = std::max(m_worst.age, status.age);
    look();
}

void StarvationWatch::look()
{
    const boc::PinnedQueueStatus now = m_queue();
    m_worst.depth = std::max(m_worst.depth, now.depth);
    m_worst.age = std::max(m_worst.age, now.age);
    if (now.age >= m_threshold) {
        m_starvation = {Starvation::State::Lasting, now.depth, now.age};
    } else {
        m_checkTimer.stop();
        m_clearTimer.start();
        m_starvation = {Starvation::State::Over, m_worst.depth, m_worst.age};
    }
    Q_EMIT changed(m_starvation);
}

} // namespace cownscope::ui
