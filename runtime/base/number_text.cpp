// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/number_text.h"

#include <array>
#include <cmath>

namespace cownscope {

namespace {

template <class Number, class... Format>
std::string written(Number value, Format... format)
{
    std::array<char, 128> text{};
    const auto [end, error] =
        std::to_chars(text.data(), text.data() + text.size(), value, format...);
    return error == std::errc() ? std::string(text.data(), end) : exactText(value);
}

} // namespace

std::string fixedText(double value, int decimals)
{
    if (std::abs(value) >= 1e15)
        return roundedText(value, 6);
    return written(value, std::chars_format::fixed, decimals);
}

std::string roundedText(double value, int digits)
{
    return written(value, std::chars_format::general, digits);
}

std::string exactText(double value)
{
    return written(value);
}

std::string exactText(float value)
{
    return written(value);
}

} // namespace cownscope
