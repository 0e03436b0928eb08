// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchmarks/rows/observed_runtime.h"

#include <boc/detail/pool.h>

#include <algorithm>
#include <array>
#include <chrono>

namespace cownscope::benchmark {

namespace {

struct WorkersCounter
{
    const char *name;
    std::uint64_t boc::WorkerStatistics::*value;
};

constexpr std::array workersCounters{
    WorkersCounter{"executed", &boc::WorkerStatistics::executed},
    WorkersCounter{"pushedLocal", &boc::WorkerStatistics::pushedLocal},
    WorkersCounter{"dispatchedToPending", &boc::WorkerStatistics::dispatchedToPending},
    WorkersCounter{"pushedRemote", &boc::WorkerStatistics::pushedRemote},
    WorkersCounter{"poppedViaSteal", &boc::WorkerStatistics::poppedViaSteal},
    WorkersCounter{"stealAttempts", &boc::WorkerStatistics::stealAttempts},
    WorkersCounter{"stealFailures", &boc::WorkerStatistics::stealFailures},
    WorkersCounter{"enqueueCasRetries", &boc::WorkerStatistics::enqueueCasRetries},
    WorkersCounter{"dequeueCasRetries", &boc::WorkerStatistics::dequeueCasRetries},
    WorkersCounter{"fairnessArmFires", &boc::WorkerStatistics::fairnessArmFires},
    WorkersCounter{"batchResets", &boc::WorkerStatistics::batchResets},
    WorkersCounter{"parked", &boc::WorkerStatistics::parked},
};

} // namespace

ObservedRuntime::ObservedRuntime(const SampleOptions &options)
    : boc::Runtime({.workers = options.workers})
    , m_observed(options.observed)
{
    if (m_observed)
        m_watcher = std::jthread([this](const std::stop_token &stop) { watch(stop); });
}

ObservedRuntime::~ObservedRuntime()
{
    if (!m_observed)
        return;
    m_watcher.request_stop();
    m_watcher.join();
    const boc::Statistics statistics = this->statistics();
    const auto store = [this](const char *name, std::uint64_t value) {
        m_observed->push_back({name, static_cast<double>(value)});
    };
    store("mostInFlight", m_most);
    for (const WorkersCounter &counter : workersCounters) {
        std::uint64_t sum = 0;
        for (const boc::WorkerStatistics &worker : statistics.workers)
            sum += worker.*counter.value;
        store(counter.name, sum);
    }
    const boc::detail::Pool::Statistics pool = boc::detail::Pool::statistics();
    store("poolChunks", pool.chunks);
    store("poolSentHome", pool.sentHome);
    store("poolCollections", pool.collections);
    store("poolSendingRetries", pool.sendingRetries);
}

void ObservedRuntime::watch(const std::stop_token &stop)
{
    while (!stop.stop_requested()) {
        // The first of two readings is too large if this thread was descheduled in its middle.
        const std::uint64_t first = inFlight();
        m_most = std::max(m_most, std::min(first, inFlight()));
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
}

} // namespace cownscope::benchmark
