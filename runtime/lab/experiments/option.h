// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <type_traits>
#include <vector>

#include "lab/results/result_document.h"

namespace cownscope::lab {

struct Configuration;

// Something that can be chosen about a workload: an option of the command line, a field of a form,
// a control, an axis of a sweep. One description serves them all.
struct Option
{
    enum class Kind {
        WholeNumber,
        Number,
        Flag,
        Choice,     // one of `choices`, or null for the program's choice
        MatrixSize, // [rows, columns], "16x16"
    };
    // Where it is offered.
    enum Place : unsigned {
        CommandLine = 1,
        Form = 2,     // of an experiment
        Controls = 4, // of what runs live
        Everywhere = CommandLine | Form | Controls,
    };

    std::string name;        // "group-size": the flag --group-size and the axis
    std::string title;       // "Group size"
    std::string explanation; // one sentence, without its point
    Kind kind = Kind::WholeNumber;
    double least = 1; // numbers, and the sides of a matrix
    double most = 1e9;
    int decimals = 0; // that a form shows
    // What the program chooses by if the value is 0 or null: "enough for the workers"; empty if a
    // value is always needed. 0 can be chosen in forms; on the command line the option is left out.
    std::string automatic = {};
    std::vector<std::string> choices = {};
    std::vector<Json> sweepValues = {};    // the usual ones; an axis has some
    std::vector<std::string> inputs = {};  // its names in a result file; empty: its name, with _
    std::vector<std::string> aliases = {}; // other flags for the same
    unsigned places = Everywhere;
    double sliderMost = 0; // of a control; its field reaches further
    double step = 1;       // of a control
    bool logarithmic = false;

    // The value; whole numbers and numbers as such, null for an optional that is not set.
    std::function<Json(const Configuration &)> get = {};
    std::function<void(Configuration &, const Json &)> set = {};
    // After set() in a sweep: other sizes that follow from this one.
    std::function<void(Configuration &)> afterSweep = {};
    // Whether it has an effect now; empty: always.
    std::function<bool(const Configuration &)> applies = {};

    bool isOffered(Place place) const { return (places & place) != 0; }
    bool isAxis() const { return !sweepValues.empty(); }
    bool hasEffect(const Configuration &configuration) const
    {
        return !applies || applies(configuration);
    }

    std::vector<std::string> inputNames() const;
    // The value that a text stands for, null if none. 0 is refused where it means automatic.
    Json parse(const std::string &text) const;
    // What parse() takes, in the plural: "whole numbers from 1 to 1024".
    std::string expected() const;
};

// A value as people write it: "2", "4x4", "50" and not "50.0".
std::string axisValueText(const Json &value);

namespace detail {

Json jsonOf(double number);
Json jsonOf(float number); // by its shortest decimal form

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
        // A form has doubles, the command line whole numbers that a double cannot hold.
        member = value.is_number_float() ? static_cast<T>(value.get<double>()) : value.get<T>();
    } else {
        member = value.get<T>();
    }
}

} // namespace detail

} // namespace cownscope::lab
