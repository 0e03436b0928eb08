// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cownbench/validators.h"

#include "base/number_text.h"

namespace cownscope::bench {

CLI::Validator valueThat(const std::string &expected,
                         const std::function<bool(const std::string &)> &holds)
{
    return {[expected, holds](std::string &text) {
                return holds(text) ? std::string()
                                   : "must be " + expected + ", but is \"" + text + '"';
            },
            std::string()};
}

CLI::Validator wholeNumber(std::uint64_t min, std::uint64_t max)
{
    return valueThat("a whole number from " + numberText(min) + " to " + numberText(max),
                     [min, max](const std::string &text) {
                         const auto number = cownscope::numberFrom<std::uint64_t>(text);
                         return number && *number >= min && *number <= max;
                     });
}

CLI::Validator numberAbove(double limit, double max)
{
    return valueThat("a number above " + numberText(limit) + " and up to " + numberText(max),
                     [limit, max](const std::string &text) {
                         const auto number = cownscope::numberFrom<double>(text);
                         return number && *number > limit && *number <= max;
                     });
}

CLI::Validator numberFrom(double min, double max)
{
    return valueThat("a number from " + numberText(min) + " to " + numberText(max),
                     [min, max](const std::string &text) {
                         const auto number = cownscope::numberFrom<double>(text);
                         return number && *number >= min && *number <= max;
                     });
}

} // namespace cownscope::bench
