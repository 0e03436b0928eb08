// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controls/typed_number.h"

#include <charconv>
#include <limits>
#include <string>

namespace cownscope::ui {

std::optional<double> typedNumber(QStringView text)
{
    std::string digits;
    for (const QChar sign : text.trimmed()) {
        if (sign == u',')
            digits += '.';
        else if (sign == u'\u2212') // a minus as it is typeset
            digits += '-';
        else if (QStringView{u"0123456789.+-eE"}.contains(sign))
            digits += static_cast<char>(sign.unicode());
        else
            return {};
    }
    const bool positive = digits.starts_with('+') && !digits.starts_with("+-");
    const char *begin = digits.data() + (positive ? 1 : 0);
    const char *end = digits.data() + digits.size();
    double value = 0;
    const auto [stop, error] = std::from_chars(begin, end, value);
    if (stop != end || error == std::errc::invalid_argument)
        return {};
    if (error != std::errc::result_out_of_range)
        return value;
    // Too large, or too near to 0, for the type.
    const bool large = digits.find_first_of("eE") == std::string::npos
        || digits[digits.find_first_of("eE") + 1] != '-';
    const double size = large ? std::numeric_limits<double>::infinity() : 0;
    return digits.starts_with('-') ? -size : size;
}

} // namespace cownscope::ui
