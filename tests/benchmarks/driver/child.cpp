// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchmarks/driver/child.h"

#include "link/child.h"
#include "link/end_signals.h"
#include "link/wake.h"

#include <sstream>

namespace cownscope::benchmark {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int lacksRow = 2; // as an exit code

std::string lastLine(const std::string &text)
{
    std::string last;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) {
        if (!line.empty())
            last = line;
    }
    return last;
}

link::Wake &wake()
{
    static link::Wake wake;
    return wake;
}

} // namespace

void catchInterrupts()
{
    static const link::EndSignals endSignals(
        [](void *wake, unsigned) { static_cast<link::Wake *>(wake)->ring(); }, &wake());
}

bool interrupted()
{
    return link::EndSignals::requests() > 0;
}

ChildResult runChild(const std::vector<std::string> &words, std::chrono::seconds limit)
{
    const auto end = Clock::now() + limit;
    link::ChildResult child = link::Child(words).runToEnd(
        [end](const link::ChildResult &) { return !interrupted() && Clock::now() < end; },
        wake().descriptor());
    return {.exitCode = child.status.value_or(link::ExitStatus{.signal = SIGKILL}).shellCode(),
            .late = !child.status && !interrupted(),
            .output = std::move(child.output),
            .errors = std::move(child.errors)};
}

Sample sampleOf(const ChildResult &child)
{
    if (child.late)
        throw std::runtime_error("took too long");
    if (child.exitCode == lacksRow)
        throw LacksRow("lacks the row: " + lastLine(child.errors));
    if (child.exitCode != 0)
        throw std::runtime_error("ended with code " + std::to_string(child.exitCode) + ": "
                                 + lastLine(child.errors));
    return sampleOf(child.output);
}

} // namespace cownscope::benchmark
