// SPDX-License-Identifier: MIT
#include "workers.h"

#include <boc/errors.h>
#include <boc/processors.h>
#include <boc/runtime.h>

#include <string>
#include <utility>

namespace boc::detail {

namespace {

unsigned workersFor(unsigned wanted)
{
    if (wanted > maxWorkers)
        throw UsageError("workers is " + std::to_string(wanted) + "; a runtime has at most "
                         + std::to_string(maxWorkers));
    if (wanted != 0)
        return wanted;
    const unsigned cores = physicalCores();
    return cores > 1 ? cores - 1 : 1;
}

} // namespace

Workers::Workers(unsigned wanted, Scheduler &scheduler, RuntimeContext &context,
                 WorkInFlight &inFlight, Hook begin, Hook end)
    : m_begin(std::move(begin))
    , m_end(std::move(end))
{
    const unsigned count = workersFor(wanted);
    for (unsigned i = 0; i < count; ++i)
        m_workers.push_back(std::make_unique<Worker>(scheduler, context, *this, inFlight, i));
}

void Workers::start()
{
    for (const auto &worker : m_workers)
        worker->start();
}

void Workers::join() noexcept
{
    m_exiting.store(true, std::memory_order_seq_cst);
    for (const auto &worker : m_workers)
        m_idle.wake(worker->parkingPlace());
    for (const auto &worker : m_workers)
        worker->join();
    m_joined = true;
}

std::vector<const InFlightCounts *> Workers::inFlightCounts() const
{
    std::vector<const InFlightCounts *> counts;
    for (const auto &worker : m_workers)
        counts.push_back(&worker->inFlight);
    return counts;
}

std::vector<WorkerStatistics> Workers::statistics()
{
    std::vector<WorkerStatistics> statistics;
    statistics.reserve(m_workers.size());
    for (const auto &worker : m_workers)
        statistics.push_back(worker->statistics());
    return statistics;
}

bool Workers::anyReady() const noexcept
{
    for (const auto &worker : m_workers) {
        if (worker->mayHaveReady())
            return true;
    }
    return false;
}

std::size_t Workers::producers() const noexcept
{
    std::size_t sum = 0;
    for (const auto &worker : m_workers)
        sum += worker->producers();
    return sum;
}

void Workers::wakeOne(unsigned first) noexcept
{
    m_idle.wakeOne(count(), first,
                   [this](unsigned i) -> ParkingPlace & { return m_workers[i]->parkingPlace(); });
}

} // namespace boc::detail
