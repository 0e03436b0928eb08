// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/experiments/option.h"

#include "base/number_text.h"

#include <algorithm>
#include <cmath>

namespace cownscope::lab {

namespace {

Json wholeNumber(const std::string &text, double least, double most)
{
    const auto value = numberFrom<std::uint64_t>(text);
    const bool fits =
        value && static_cast<double>(*value) >= least && static_cast<double>(*value) <= most;
    return fits ? Json(*value) : Json();
}

Json matrixSize(const std::string &text, double least, double most)
{
    const auto x = text.find('x');
    if (x == std::string::npos)
        return {};
    const Json rows = wholeNumber(text.substr(0, x), least, most);
    const Json columns = wholeNumber(text.substr(x + 1), least, most);
    return rows.is_null() || columns.is_null() ? Json() : Json::array({rows, columns});
}

} // namespace

std::vector<std::string> Option::inputNames() const
{
    if (!inputs.empty())
        return inputs;
    std::string field = name;
    std::ranges::replace(field, '-', '_');
    return {field};
}

Json Option::parse(const std::string &text) const
{
    switch (kind) {
    case Kind::WholeNumber:
        return wholeNumber(text, least, most);
    case Kind::Number: {
        const auto value = numberFrom<double>(text);
        return value && std::isfinite(*value) && *value >= least && *value <= most ? Json(*value)
                                                                                   : Json();
    }
    case Kind::MatrixSize:
        return matrixSize(text, least, most);
    case Kind::Choice:
        return std::ranges::find(choices, text) != choices.end() ? Json(text) : Json();
    case Kind::Flag:
        return text == "on" || text == "off" ? Json(text == "on") : Json();
    }
    return {};
}

std::string Option::expected() const
{
    const auto whole = [](double value) { return numberText(static_cast<std::uint64_t>(value)); };
    switch (kind) {
    case Kind::WholeNumber:
        return "whole numbers from " + whole(least) + " to " + whole(most);
    case Kind::Number:
        return "numbers from " + numberText(least) + " to " + numberText(most);
    case Kind::MatrixSize:
        return "sizes like 16x16";
    case Kind::Choice: {
        std::string names;
        for (const std::string &choice : choices)
            names += (names.empty() ? "" : ", ") + choice;
        return names;
    }
    case Kind::Flag:
        return "on or off";
    }
    return {};
}

std::string axisValueText(const Json &value)
{
    if (value.is_array() && value.size() == 2)
        return value[0].dump() + 'x' + value[1].dump();
    if (value.is_number_float())
        return numberText(value.get<double>());
    return value.is_null() ? "-" : value.dump();
}

namespace detail {

Json jsonOf(double number)
{
    return number;
}

Json jsonOf(float number)
{
    return *numberFrom<double>(exactText(number));
}

} // namespace detail

} // namespace cownscope::lab
