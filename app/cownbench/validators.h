// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include <CLI/CLI.hpp>

namespace cownscope::bench {

// The whole text as a number; nothing if it is anything else, or too large.
std::optional<std::uint64_t> parseWhole(const std::string &text);
std::optional<double> parseNumber(const std::string &text);

// Validators whose message completes "--flag: …".
CLI::Validator wholeNumber(std::uint64_t min, std::uint64_t max);
CLI::Validator numberAbove(double limit, double max);
CLI::Validator numberFrom(double min, double max);
CLI::Validator oneOf(const std::string &what,
                     const std::function<bool(const std::string &)> &isOne);
CLI::Validator eitherOf(const std::string &first, const std::string &second);

} // namespace cownscope::bench
