// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/children/child_protocol.h"
#include "lab/children/run_control.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace cownscope::lab {

// Limits, in bytes: text that a child may print besides its messages; its messages; and additional
// messages per second of running time (progress of 1,024 workers takes 0.1 MB/s).
inline constexpr std::uint64_t MostPrinted = 16u << 20;
inline constexpr std::uint64_t MostReceived = 64u << 20;
inline constexpr double MostReceivedPerSecond = 1u << 20;

// How children are started.
struct ChildOptions
{
    std::string program;                  // cownbench
    std::vector<std::string> launcher;    // words before it: "taskset", "-c", "0"
    std::vector<std::uint32_t> cpus;      // logical CPUs to run on; empty: unchanged
    std::optional<double> timeoutSeconds; // unset: see timeoutFor
    double exitTimeoutSeconds = 5;        // from the result, or the end of the output, to the exit
    std::uint64_t mostReceived = MostReceived;
    double mostReceivedPerSecond = MostReceivedPerSecond;
};

// Callbacks while a child runs, on the thread that runs it.
struct ChildHooks
{
    std::function<void(const Json &machine)> hello = [](const Json &) {};
    std::function<void(const LiveReport &)> live = [](const LiveReport &) {};
    std::function<void(const LiveReport &)> snapshot = [](const LiveReport &) {};
    // Called after a stop request was sent to the child, which may take a moment to end.
    std::function<void()> stopping = [] {};
};

// A child failed to return a repeat. what() is a sentence.
class ChildFailure : public std::runtime_error
{
public:
    ChildFailure(const std::string &sentence, std::string stderrTail)
        : std::runtime_error(sentence)
        , m_stderrTail(std::move(stderrTail))
    { }

    const std::string &stderrTail() const { return m_stderrTail; }

private:
    std::string m_stderrTail;
};

// Timeout in seconds, from the start of the child to its hello and again from there to its result:
// max(3 · (warmup + duration) + 30, warmup + duration + 60) if the duration is known, else an hour.
double timeoutFor(const Experiment &experiment);

// Measures the derived experiment once, in a new child process. Returns nothing if the control
// requested a stop: then the child was asked to stop, and killed if it did not end soon or the
// control insisted. Throws ChildFailure if the child cannot be started, ends without a result,
// hangs, prints too much or sends invalid messages. In all cases the child and all processes it
// started are gone afterwards.
std::optional<Repeat> runInChild(const ChildOptions &options, const Experiment &experiment,
                                 std::uint32_t repeatIndex, const ChildHooks &hooks,
                                 RunControl &control);

} // namespace cownscope::lab
