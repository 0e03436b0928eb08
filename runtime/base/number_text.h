// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <charconv>
#include <concepts>
#include <optional>
#include <string>
#include <string_view>

namespace cownscope {

// Numbers as text and back, with a decimal point and without groups of digits, independent of the
// locale: a program with a window uses its user's locale, where numbers may look like 0,5. All
// numbers that the programs write or parse use these functions, since the C library and streams
// follow the locale.

/// "12.30" for two decimals. From 1e15 on, where decimals have no meaning: "1e+15".
std::string fixedText(double value, int decimals);

/// At most this number of significant digits, without trailing zeros: "0.05", "1e+06".
std::string roundedText(double value, int digits);

/// The shortest text that reads back as the same number.
std::string exactText(double value);
std::string exactText(float value); // 0.05, not 0.05000000074505806

/// For sentences: six significant digits, or all digits of an integer.
inline std::string numberText(double value)
{
    return roundedText(value, 6);
}
inline std::string numberText(std::integral auto value)
{
    return std::to_string(value);
}

/// Empty unless the whole text is a number within the range of the type.
template <class Number>
std::optional<Number> numberFrom(std::string_view text)
{
    Number number{};
    const char *end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc() || stop != end)
        return {};
    return number;
}

} // namespace cownscope
