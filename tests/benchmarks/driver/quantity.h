// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace cownscope::benchmark {

// A number with its unit for reading: four digits, and operations a second in millions where there
// are that many.
std::string quantity(double number, const std::string &unit);

// With so many digits behind the point.
std::string fixed(double number, int digits);

} // namespace cownscope::benchmark
