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

// A duration in the unit that fits it: 850 µs, 4.2 ms, 1.5 s.
QString durationText(double seconds);

} // namespace cownscope::ui
