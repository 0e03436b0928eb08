// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/simulation/live_quantity.h"

#include <QList>
#include <QObject>
#include <QPointF>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace cownscope::ui {

// The last `capacity` values of a quantity that is sampled at a fixed interval.
class History
{
public:
    History(std::size_t capacity, double interval); // interval in seconds

    void append(double value);
    void clear();
    // Values from now on are sampled under different conditions.
    void beginSection() { m_sectionBegin = m_appended; }

    std::size_t size() const { return m_values.size() < m_capacity ? m_values.size() : m_capacity; }
    bool isEmpty() const { return m_values.empty(); }
    // The newest value has the age 0; age < size().
    double at(std::size_t age) const { return m_values[(m_appended - 1 - age) % m_capacity]; }
    double last() const { return isEmpty() ? 0 : at(0); }
    // The largest value up to the limit; 0 if there is none.
    double largest(double limit = std::numeric_limits<double>::infinity()) const;
    double largestOfSection() const; // 0 if the current section has no values

    // At most `points` points (seconds, value), oldest first. The newest is at 0 seconds, older
    // ones at negative seconds. If there are more values than points, neighbors are combined in
    // columns that show their smallest and largest value. A column holds the same values from tick
    // to tick, so peaks do not flicker.
    QList<QPointF> points(std::size_t points) const;

private:
    std::size_t m_capacity;
    double m_interval;
    std::vector<double> m_values; // a ring once it is full
    std::uint64_t m_appended = 0;
    std::uint64_t m_sectionBegin = 0; // the number of values before it
};

// The values of one chart over time: one or more quantities that are sampled together.
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

    // Takes one value per quantity.
    void append(const std::vector<double> &values);
    void clear();
    void beginSection(); // see History::beginSection()

Q_SIGNALS:
    void changed();

private:
    std::vector<History> m_histories;
};

} // namespace cownscope::ui
