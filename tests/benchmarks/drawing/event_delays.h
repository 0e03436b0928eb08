// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

namespace cownscope::benchmark {

// How long events wait for the event loop of the thread that this is made on: another thread posts
// one every few milliseconds, as those come that a user makes.
class EventDelays : public QObject
{
public:
    EventDelays();
    ~EventDelays() override;

    std::vector<double> finish(); // milliseconds, from the shortest

    bool event(QEvent *event) override;

private:
    void post();

    std::atomic<bool> m_done{false};
    std::vector<double> m_delays;
    std::thread m_thread;
};

// Of values in order; the last for 1.
double percentile(const std::vector<double> &sorted, double share);

} // namespace cownscope::benchmark
