// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "lab/experiments/experiment.h"

namespace cownscope::lab {

// What was asked for cannot be measured; what() is one sentence that says what would be right.
class ConfigurationError : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

// The axis of a single measurement.
inline constexpr const char *NoAxis = "none";

// Something of an experiment that a sweep can vary. A value is what stands in "sweep.values": a
// number, or [rows, columns].
struct Axis
{
    std::string name;        // "group-size"
    std::string expected;    // "whole numbers from 1 to 1024"
    std::vector<Json> usual; // values for who names none
    // The value that this text stands for, null if none.
    std::function<Json(const std::string &text)> parse;
    // Sets it, and leaves sizes to be derived anew where the reference benchmark does.
    std::function<void(Experiment &experiment, const Json &value)> apply;
};

// All axes of a workload, the most usual first.
const std::vector<Axis> &axesOf(const Experiment &experiment);

// "workers, iters, group-size, payload or none"
std::string axisNames(const Experiment &experiment);

// Throws ConfigurationError if the workload has no such axis.
const Axis &axisOf(const Experiment &experiment, std::string_view name);

// "1, 2,4" for an axis with numbers, "4x4,8x8" for payloads. With semicolons between the values, a
// comma is a decimal sign, as a point always is: "12,5; 25". Nothing but blanks gives the usual
// values, and the axis NoAxis takes no text and has the single value null. Throws
// ConfigurationError that names the part that is wrong; values that come twice are wrong too.
std::vector<Json> parseSweepValues(const Experiment &experiment, std::string_view axis,
                                   const std::string &text);

// A value as people write it: "2", "4x4".
std::string axisValueText(const Json &value);

} // namespace cownscope::lab
