// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>

#include <cstdint>
#include <functional>
#include <string>

namespace cownscope::bench {

// Validators whose message follows "--flag: ", as in "--flag: must be `expected`, but is …".
CLI::Validator wholeNumber(std::uint64_t min, std::uint64_t max);
CLI::Validator numberAbove(double limit, double max);
CLI::Validator numberFrom(double min, double max);
CLI::Validator valueThat(const std::string &expected,
                         const std::function<bool(const std::string &)> &holds);

} // namespace cownscope::bench
