// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>

namespace cownscope::ui {

// Three significant digits and an SI prefix: 0, 0.25, 7.5, 999, 1.23 k, 45.6 M. Small values keep
// at most two decimals.
QString siText(double value);

// The same without trailing zeros and without a space, for axis labels: 0, 250, 1.5k, 20M.
QString axisText(double value);

// Digits in groups of three: 12,345,678.
QString groupedText(std::uint64_t value);

// A size or an amount that people know by its digits: 800, 4,140, and from 100,000 on three digits
// with a prefix, 120 k, 1 M.
QString amountText(double value);

// All digits before the point, in groups, and one behind it: 26,923,413.8.
QString digitsText(double value);

// A duration in the unit that fits it: 850 µs, 4.2 ms, 1.5 s, 12 min, 2.5 h.
QString durationText(double seconds);

// The same for axis labels: 0, 500 ms, 1.5 s.
QString durationAxisText(double seconds);

} // namespace cownscope::ui
