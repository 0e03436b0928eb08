// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "lab/experiments/workload.h"

namespace cownscope::lab {

// What was asked for cannot be measured; what() is one sentence that says what would be right.
class ConfigurationError : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

// The axis of a single measurement.
inline constexpr const char *NoAxis = "none";

// The options that a sweep can vary, the most usual first. A value is what stands in
// "sweep.values": a number, or [rows, columns].
std::vector<const Option *> axesOf(const Workload &workload);

// "workers, iters, group-size, payload or none"
std::string axisNames(const Workload &workload);

// Throws ConfigurationError if the workload has no such axis.
const Option &axisOf(const Workload &workload, std::string_view name);

// Sets the value and leaves sizes to be derived anew where the reference benchmark does.
void applyAxisValue(Configuration &configuration, std::string_view axis, const Json &value);

// "1, 2,4" for an axis with numbers, "4x4,8x8" for payloads. With semicolons between the values, a
// comma is a decimal sign, as a point always is: "12,5; 25". Nothing but blanks gives the usual
// values, and the axis NoAxis takes no text and has the single value null. Throws
// ConfigurationError that names the part that is wrong; values that come twice are wrong too.
std::vector<Json> parseSweepValues(const Workload &workload, std::string_view axis,
                                   const std::string &text);

} // namespace cownscope::lab
