// SPDX-License-Identifier: GPL-3.0-or-later
// From a worker to a sleeping main thread: from the scheduling of a pinned behavior to the first
// instruction of its body.
#include "benchmarks/rows/delays.h"
#include "benchmarks/rows/latency.h"
#include "benchmarks/rows/rows.h"
#include "benchmarks/rows/wake.h"

#include <boc/boc.h>

namespace cownscope::benchmark {

namespace {

// One message: the worker lets the main thread fall asleep, then schedules.
void send(boc::Runtime &runtime, const boc::PinnedCown<Delays> &delays)
{
    runtime.when() << [&delays] {
        spinFor(latency::messagePause);
        const Clock::time_point sent = Clock::now();
        boc::when(delays) << [sent](auto delays) { delays->add(Clock::now() - sent); };
    };
}

void appendDelays(Sample &sample, const std::string &prefix, boc::Runtime &runtime,
                  const boc::PinnedCown<Delays> &delays)
{
    boc::when(delays) << [&sample, &prefix](auto delays) { delays->appendTo(sample, prefix); };
    runtime.quiesce();
}

// A main thread that waits in the runtime.
void measureQuiesce(const SampleOptions &options, std::uint64_t messages, Sample &sample)
{
    boc::Runtime runtime({.workers = options.workers});
    const boc::PinnedCown<Delays> delays(messages);
    for (std::uint64_t i = 0; i < messages; ++i) {
        send(runtime, delays);
        runtime.quiesce();
    }
    appendDelays(sample, "", runtime, delays);
}

// A main thread that sleeps in a loop of its own, woken by the hook.
void measureHook(const SampleOptions &options, std::uint64_t messages, Sample &sample)
{
    Event event;
    boc::Runtime runtime({.workers = options.workers, .wakeHook = [&event] { event.raise(); }});
    const boc::PinnedCown<Delays> delays(messages);
    for (std::uint64_t i = 0; i < messages; ++i) {
        send(runtime, delays);
        for (std::size_t executed = 0; executed == 0;) {
            event.wait();
            executed = runtime.pump().executed;
        }
    }
    appendDelays(sample, "hook ", runtime, delays);
}

} // namespace

Sample measureLatencyMain(const SampleOptions &options)
{
    const std::uint64_t messages = options.operationsOr(latency::messages);
    Sample sample;
    measureQuiesce(options, messages, sample);
    measureHook(options, messages, sample);
    return sample;
}

} // namespace cownscope::benchmark
