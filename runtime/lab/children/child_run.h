// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "lab/children/child_protocol.h"
#include "lab/children/run_control.h"

namespace cownscope::lab {

// Most bytes that a child may print beside its messages; most bytes of messages, and how many more
// for each second that it runs (1,024 workers' progress takes 0.1 MB/s).
inline constexpr std::uint64_t MostPrinted = 16u << 20;
inline constexpr std::uint64_t MostReceived = 64u << 20;
inline constexpr double MostReceivedPerSecond = 1u << 20;

// How children are started.
struct ChildOptions
{
    std::string program;                  // cownbench
    std::vector<std::string> launcher;    // words in front of it: "taskset", "-c", "0"
    std::vector<std::uint32_t> cpus;      // logical CPUs to run on; empty: as they are
    std::optional<double> timeoutSeconds; // nothing: by the duration, see timeoutFor
    std::uint64_t mostReceived = MostReceived;
    double mostReceivedPerSecond = MostReceivedPerSecond;
};

// What the parent hears while a child runs; called by the thread that drives it.
struct ChildHooks
{
    std::function<void(const Json &machine)> hello = [](const Json &) {};
    std::function<void(const LiveReport &)> live = [](const LiveReport &) {};
    std::function<void(const LiveReport &)> snapshot = [](const LiveReport &) {};
    // The control was told to stop; the child has been, and may take a moment.
    std::function<void()> stopping = [] {};
};

// A child did not deliver. what() is a sentence.
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

// Seconds that a child is given, from its start to its hello and again from there to its result:
// max(3 · (warmup + duration) + 30, warmup + duration + 60) where that is known, else an hour.
double timeoutFor(const Experiment &experiment);

// Measures the derived experiment once, in a child of its own. Nothing if the control was told to
// stop: then the child was asked to end, and killed if it did not within a moment, or if the
// control insists. Throws ChildFailure if it cannot be started, ends without a result, hangs,
// floods or talks nonsense; whatever happens, the child and what it started are gone afterwards.
std::optional<Repeat> runInChild(const ChildOptions &options, const Experiment &experiment,
                                 std::uint32_t repeatIndex, const ChildHooks &hooks,
                                 RunControl &control);

} // namespace cownscope::lab
