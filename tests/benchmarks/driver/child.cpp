// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchmarks/driver/child.h"

#include "link/child.h"
#include "link/end_signals.h"
#include "link/wake.h"

namespace cownscope::benchmark {

namespace {

using Clock = std::chrono::steady_clock;

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

} // namespace cownscope::benchmark
