// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/time_chart_model.h"

namespace cownscope::ui {

TimeChartModel::TimeChartModel(std::size_t quantities, QObject *parent)
    : QObject(parent)
    , m_histories(quantities, History{Capacity, Interval})
{ }

void TimeChartModel::append(const std::vector<double> &values)
{
    Q_ASSERT(values.size() == m_histories.size());
    auto history = m_histories.begin();
    for (const double value : values)
        (history++)->append(value);
    Q_EMIT changed();
}

void TimeChartModel::beginSection()
{
    for (History &history : m_histories)
        history.beginSection();
}

void TimeChartModel::clear()
{
    for (History &history : m_histories)
        history.clear();
    Q_EMIT changed();
}

} // namespace cownscope::ui
