// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>

namespace cownscope::ui {

// Three significant digits and an SI prefix: 0, 0.25, 7.5, 999, 1.23 k, 45.6 M. Small values have
// at most two decimals.
QString siText(double value);

// The same without trailing zeros and without a space, for axis labels: 0, 250, 1.5k, 20M.
QString axisText(double value);

// Digits in groups of three: 12,345,678.
QString groupedText(std::uint64_t value);

// A count with all digits below 100,000 (800, 4,140) and with three digits and a prefix from there
// on (120 k, 1 M).
QString amountText(double value);

// All digits in groups, with one decimal: 26,923,413.8.
QString digitsText(double value);

// A duration in a suitable unit: 850 µs, 4.2 ms, 1.5 s, 12 min, 2.5 h.
QString durationText(double seconds);

// The same for axis labels: 0, 500 ms, 1.5 s.
QString durationAxisText(double seconds);

} // namespace cownscope::ui
