// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchmarks/driver/quantity.h"

#include <array>
#include <cmath>
#include <cstdio>

namespace cownscope::benchmark {

std::string fixed(double number, int digits)
{
    std::array<char, 400> text;
    std::snprintf(text.data(), text.size(), "%.*f", digits, number);
    return text.data();
}

std::string quantity(double number, const std::string &unit)
{
    if (unit == "/s" && number >= 1e5)
        return quantity(number / 1e6, "M/s");
    const double size = std::abs(number);
    const int digits = size >= 1000 || number == 0 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : 3;
    return fixed(number, digits) + (unit.empty() || unit.front() == '/' ? "" : " ") + unit;
}

} // namespace cownscope::benchmark
