// SPDX-License-Identifier: GPL-3.0-or-later
// From the main thread to a sleeping worker: from the call of when to the first instruction of the
// body.
#include "benchmarks/rows/delays.h"
#include "benchmarks/rows/latency.h"
#include "benchmarks/rows/rows.h"

#include <boc/boc.h>

#include <thread>

namespace cownscope::benchmark {

Sample measureLatencySchedule(const SampleOptions &options)
{
    const std::uint64_t wakeUps = options.operationsOr(latency::wakeUps);
    boc::Runtime runtime({.workers = options.workers});
    const boc::Cown<Delays> delays(wakeUps);
    for (std::uint64_t i = 0; i < wakeUps; ++i) {
        std::this_thread::sleep_for(latency::wakeUpPause);
        const Clock::time_point called = Clock::now();
        runtime.when(delays) << [called](auto delays) { delays->add(Clock::now() - called); };
    }
    Sample sample;
    runtime.when(delays) << [&sample](auto delays) { delays->appendTo(sample); };
    runtime.quiesce();
    return sample;
}

} // namespace cownscope::benchmark
