// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/experiments/workload.h"

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace cownscope::lab {

// The configuration cannot be measured. what() is one sentence that says what is expected.
class ConfigurationError : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

// The axis name of a sweep without an axis.
inline constexpr const char *NoAxis = "none";

// The options that a sweep can vary, the most common first. Values are those of "sweep.values": a
// number, or [rows, columns].
std::vector<const Option *> axesOf(const Workload &workload);

// "workers, iters, group-size, payload or none"
std::string axisNames(const Workload &workload);

// Throws ConfigurationError if the workload has no such axis.
const Option &axisOf(const Workload &workload, std::string_view name);

// Sets the value, and resets derived sizes as the reference benchmark does.
void applyAxisValue(Configuration &configuration, std::string_view axis, const Json &value);

// "1, 2,4" for an axis with numbers, "4x4,8x8" for payloads. With semicolons between the values, a
// comma is a decimal sign, like a point: "12,5; 25". An empty or blank text gives the usual values.
// For NoAxis the text must be empty, and the only value is null. Throws ConfigurationError that
// names the wrong part; duplicate values are an error, too.
std::vector<Json> parseSweepValues(const Workload &workload, std::string_view axis,
                                   const std::string &text);

} // namespace cownscope::lab
