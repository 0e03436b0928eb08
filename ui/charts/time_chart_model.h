// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/history.h"
#include "ui/simulation/live_quantity.h"

#include <QObject>

#include <span>
#include <vector>

namespace cownscope::ui {

// The values that one chart shows over time: some quantities, sampled together.
class TimeChartModel : public QObject
{
    Q_OBJECT

public:
    static constexpr double Interval = SampleInterval;
    static constexpr double Span = 60;           // seconds kept
    static constexpr std::size_t Capacity = 601; // samples, both ends of the span included

    explicit TimeChartModel(std::size_t quantities, QObject *parent = nullptr);

    std::size_t quantities() const { return m_histories.size(); }
    const History &history(std::size_t quantity) const { return m_histories[quantity]; }

    // One value for each quantity.
    void append(const std::vector<double> &values);
    void clear();
    void beginSection(); // as of History

Q_SIGNALS:
    void changed();

private:
    std::vector<History> m_histories;
};

} // namespace cownscope::ui
