// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "benchmarks/sample.h"

#include <chrono>
#include <stdexcept>
#include <string>
#include <vector>

namespace cownscope::benchmark {

// From now on the user's first request to end (see link::EndSignals) only ends the child that runs,
// or the next one at its start.
void catchInterrupts();
bool interrupted();

struct ChildResult
{
    int exitCode = 0;   // 128 + signal if one ended it
    bool late = false;  // ended by us, since it took longer than it may
    std::string output; // standard output
    std::string errors; // standard error
};

// Runs a program, found as a shell finds it, to its end. Throws std::system_error if it cannot be
// started.
ChildResult runChild(const std::vector<std::string> &words, std::chrono::seconds limit);

// The program says that it does not know the row.
class LacksRow : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

// The sample that the program printed. Throws LacksRow, or std::runtime_error if there is none;
// what() goes on after the program's name, as in "took too long".
Sample sampleOf(const ChildResult &child);

} // namespace cownscope::benchmark
