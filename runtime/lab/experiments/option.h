// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/results/result_document.h"

#include <functional>
#include <string>
#include <type_traits>
#include <vector>

namespace cownscope::lab {

struct Configuration;

// An option of a workload. One description serves the command line, forms, live controls and sweep
// axes.
struct Option
{
    enum class Kind {
        WholeNumber,
        Number,
        Flag,
        Choice,     // one of `choices`, or null for the program's choice
        MatrixSize, // [rows, columns], "16x16"
    };
    // The places where it is offered.
    enum Place : unsigned {
        CommandLine = 1,
        Form = 2,     // of an experiment
        Controls = 4, // of the running simulation
        Everywhere = CommandLine | Form | Controls,
    };

    std::string name;        // "group-size": the flag --group-size and the axis
    std::string title;       // "Group size"
    std::string explanation; // one sentence, without a full stop
    Kind kind = Kind::WholeNumber;
    double least = 1; // for numbers and matrix dimensions
    double most = 1e9;
    int decimals = 0; // shown in a form
    // How the program chooses a value if it is 0 or null: "enough for all workers"; empty if a
    // value is required. Forms accept 0; on the command line the option is left out.
    std::string automatic = {};
    std::vector<std::string> choices = {};
    std::vector<Json> sweepValues = {};    // the defaults of a sweep; not empty for an axis
    std::vector<std::string> inputs = {};  // names in result files; empty: `name` with _ for -
    std::vector<std::string> aliases = {}; // other names of the flag
    unsigned places = Everywhere;
    double sliderMost = 0; // of a control's slider; its number field goes further
    double step = 1;       // of a control
    bool logarithmic = false;

    // The value; null for an optional that is not set.
    std::function<Json(const Configuration &)> get = {};
    std::function<void(Configuration &, const Json &)> set = {};
    // Called after set() in a sweep, to reset sizes that depend on this one.
    std::function<void(Configuration &)> afterSweep = {};
    // True if it currently has an effect; empty: always.
    std::function<bool(const Configuration &)> applies = {};

    bool isOffered(Place place) const { return (places & place) != 0; }
    bool isAxis() const { return !sweepValues.empty(); }
    bool hasEffect(const Configuration &configuration) const
    {
        return !applies || applies(configuration);
    }

    std::vector<std::string> inputNames() const;
    // The value of a text; null if it is invalid. 0 is invalid if it would mean automatic.
    Json parse(const std::string &text) const;
    // The texts that parse() accepts, in the plural: "whole numbers from 1 to 1024".
    std::string expected() const;
};

// A value as text for people: "2", "4x4", "50" instead of "50.0".
std::string axisValueText(const Json &value);

namespace detail {

Json jsonOf(double number);
Json jsonOf(float number); // in its shortest decimal form

template <typename T>
Json jsonOf(const T &value)
{
    if constexpr (requires { value.has_value(); })
        return value ? jsonOf(*value) : Json();
    else
        return Json(value);
}

template <typename T>
void assign(T &member, const Json &value, bool unset = false)
{
    if constexpr (requires { member.has_value(); }) {
        if (value.is_null() || unset)
            member.reset();
        else
            assign(member.emplace(), value);
    } else if constexpr (std::is_arithmetic_v<T> && !std::is_same_v<T, bool>) {
        // Forms give doubles; the command line gives integers that may not fit into a double.
        member = value.is_number_float() ? static_cast<T>(value.get<double>()) : value.get<T>();
    } else {
        member = value.get<T>();
    }
}

} // namespace detail

} // namespace cownscope::lab
