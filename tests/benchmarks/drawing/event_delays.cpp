// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchmarks/drawing/event_delays.h"

#include <QCoreApplication>
#include <QEvent>

#include <algorithm>
#include <cmath>
#include <random>

namespace cownscope::benchmark {
namespace {

using Clock = std::chrono::steady_clock;

struct Stamp : QEvent
{
    Stamp()
        : QEvent(QEvent::User)
    { }
    Clock::time_point posted = Clock::now();
};

} // namespace

EventDelays::EventDelays()
    : m_thread([this] { post(); })
{ }

EventDelays::~EventDelays()
{
    finish();
}

void EventDelays::post()
{
    std::mt19937 random{1};
    std::uniform_int_distribution<int> pause{5, 15};
    while (!m_done) {
        std::this_thread::sleep_for(std::chrono::milliseconds{pause(random)});
        QCoreApplication::postEvent(this, new Stamp, Qt::HighEventPriority);
    }
}

bool EventDelays::event(QEvent *event)
{
    if (event->type() != QEvent::User)
        return QObject::event(event);
    const std::chrono::duration<double, std::milli> delay =
        Clock::now() - static_cast<Stamp *>(event)->posted;
    m_delays.push_back(delay.count());
    return true;
}

std::vector<double> EventDelays::finish()
{
    m_done = true;
    if (m_thread.joinable())
        m_thread.join();
    std::ranges::sort(m_delays);
    return m_delays;
}

double percentile(const std::vector<double> &sorted, double share)
{
    if (sorted.empty())
        return 0;
    const double index = std::ceil(share * static_cast<double>(sorted.size())) - 1;
    return sorted[static_cast<std::size_t>(std::max(index, 0.0))];
}

} // namespace cownscope::benchmark
