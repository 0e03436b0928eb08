// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cownscope::benchmark {

// A number that a sample gives. Samples that give only one leave its name empty.
struct Value
{
    std::string name;
    double number;
};
using Sample = std::vector<Value>;

struct SampleOptions
{
    unsigned workers = 1;
    std::optional<std::uint64_t> operations = {}; // unless given, a number of the row's own
    Sample *observed = nullptr; // where an ObservedRuntime stores its counters; null: nowhere

    std::uint64_t operationsOr(std::uint64_t usual) const { return operations.value_or(usual); }
};

// A line for each value, the name before the number where there is one; and back. Throws
// std::runtime_error for a text that is not of this kind, or empty.
std::string textOf(const Sample &sample);
Sample sampleOf(const std::string &text);
std::optional<double> numberOf(const Sample &sample, const std::string &name);

// What `sample NAME` runs: once, in a process that runs nothing else.
struct Row
{
    std::string_view name;
    Sample (*measure)(const SampleOptions &options);
};

// main() of a program that has these rows: `ROW --workers W [--operations N] [--observe]`, the
// words after the program's name in `words`. Prints the sample's values, and then those observed.
// Returns the exit code: 2, and a sentence on stderr, where the words are wrong.
int runSample(std::span<const Row> rows, std::span<const char *const> words);

} // namespace cownscope::benchmark
