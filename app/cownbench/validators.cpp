// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cownbench/validators.h"

#include <functional>

#include "base/number_text.h"

namespace cownscope::bench {

namespace {

CLI::Validator check(const std::string &expected,
                     const std::function<bool(const std::string &)> &holds)
{
    return {[expected, holds](std::string &text) {
                return holds(text) ? std::string()
                                   : "must be " + expected + ", but is \"" + text + '"';
            },
            std::string()};
}

} // namespace

std::optional<std::uint64_t> parseWhole(const std::string &text)
{
    return cownscope::numberFrom<std::uint64_t>(text);
}

std::optional<double> parseNumber(const std::string &text)
{
    return cownscope::numberFrom<double>(text);
}

CLI::Validator wholeNumber(std::uint64_t min, std::uint64_t max)
{
    return check("a whole number from " + numberText(min) + " to " + numberText(max),
                 [min, max](const std::string &text) {
                     const auto number = parseWhole(text);
                     return number && *number >= min && *number <= max;
                 });
}

CLI::Validator numberAbove(double limit, double max)
{
    return check("a number above " + numberText(limit) + " and up to " + numberText(max),
                 [limit, max](const std::string &text) {
                     const auto number = parseNumber(text);
                     return number && *number > limit && *number <= max;
                 });
}

CLI::Validator numberFrom(double min, double max)
{
    return check("a number from " + numberText(min) + " to " + numberText(max),
                 [min, max](const std::string &text) {
                     const auto number = parseNumber(text);
                     return number && *number >= min && *number <= max;
                 });
}

CLI::Validator oneOf(const std::string &what, const std::function<bool(const std::string &)> &isOne)
{
    return check(what, isOne);
}

CLI::Validator eitherOf(const std::string &first, const std::string &second)
{
    return check(first + " or " + second, [first, second](const std::string &text) {
        return text == first || text == second;
    });
}

} // namespace cownscope::bench
