// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/time_chart_model.h"

#include <algorithm>
#include <cmath>

namespace cownscope::ui {

History::History(std::size_t capacity, double interval)
    : m_capacity(std::max<std::size_t>(capacity, 2))
    , m_interval(interval)
{
    m_values.reserve(m_capacity);
}

void History::append(double value)
{
    if (m_values.size() < m_capacity)
        m_values.push_back(value);
    else
        m_values[m_appended % m_capacity] = value;
    ++m_appended;
}

void History::clear()
{
    m_values.clear();
    m_appended = 0;
    m_sectionBegin = 0;
}

double History::largest(double limit) const
{
    double result = -std::numeric_limits<double>::infinity();
    for (const double value : m_values) {
        if (value <= limit)
            result = std::max(result, value);
    }
    return std::isfinite(result) ? result : 0;
}

double History::largestOfSection() const
{
    const auto count = std::min<std::uint64_t>(m_appended - m_sectionBegin, size());
    double result = 0;
    for (std::size_t age = 0; age < count; ++age)
        result = std::max(result, at(age));
    return result;
}

QList<QPointF> History::points(std::size_t points) const
{
    QList<QPointF> result;
    const std::size_t count = size();
    const auto secondsAt = [this](std::uint64_t index) {
        return -static_cast<double>(m_appended - 1 - index) * m_interval;
    };
    const auto valueAt = [this](std::uint64_t index) { return m_values[index % m_capacity]; };
    const std::uint64_t first = m_appended - count;

    if (count <= points) {
        result.reserve(static_cast<qsizetype>(count));
        for (std::uint64_t index = first; index < m_appended; ++index)
            result.append({secondsAt(index), valueAt(index)});
        return result;
    }
    // Two points per column. Partial columns at both ends can add one column, and the newest value
    // one point.
    const std::size_t columns = std::max<std::size_t>(points / 2, 4) - 2;
    const std::uint64_t width = (m_capacity + columns - 1) / columns;
    for (std::uint64_t index = first; index < m_appended;) {
        const std::uint64_t end = std::min((index / width + 1) * width, m_appended);
        std::uint64_t least = index;
        std::uint64_t largest = index;
        for (std::uint64_t i = index; i < end; ++i) {
            if (valueAt(i) < valueAt(least))
                least = i;
            if (valueAt(i) > valueAt(largest))
                largest = i;
        }
        result.append({secondsAt(std::min(least, largest)), valueAt(std::min(least, largest))});
        if (least != largest)
            result.append({secondsAt(std::max(least, largest)), valueAt(std::max(least, largest))});
        index = end;
    }
    if (result.last().x() < 0) // the line always ends at the newest value
        result.append({0, last()});
    return result;
}

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
