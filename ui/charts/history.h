// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPointF>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace cownscope::ui {

// The last `capacity` values of a quantity that is sampled at a fixed interval.
class History
{
public:
    History(std::size_t capacity, double interval); // interval in seconds

    void append(double value);
    void clear();
    void beginSection(); // what is appended from now on was sampled under other conditions

    std::size_t size() const { return m_values.size() < m_capacity ? m_values.size() : m_capacity; }
    bool isEmpty() const { return m_values.empty(); }
    double at(std::size_t age) const; // 0 is the newest; age < size()
    double last() const { return isEmpty() ? 0 : at(0); }
    // The largest that is not above the limit; 0 if there is none.
    double largest(double limit = std::numeric_limits<double>::infinity()) const;
    double largestOfSection() const; // 0 if nothing is left of the present section, or came yet

    // At most `points` points (seconds, value), oldest first, the newest at 0 and older ones at
    // negative seconds. With more values than points, neighbors share a column that shows its least
    // and its largest value; columns hold the same values from tick to tick, so peaks do not
    // flicker.
    QList<QPointF> points(std::size_t points) const;

private:
    std::size_t m_capacity;
    double m_interval;
    std::vector<double> m_values; // a ring once it is full
    std::uint64_t m_appended = 0;
    std::uint64_t m_sectionBegin = 0; // as many had been appended before
};

} // namespace cownscope::ui
