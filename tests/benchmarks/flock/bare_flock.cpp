// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchmarks/flock/bare_flock.h"

#include "support/around.h"
#include "workloads/boids/band_step.h"
#include "workloads/boids/geometry.h"
#include "workloads/boids/initial_state.h"
#include "workloads/boids/partition.h"
#include "workloads/boids/redistribution.h"

#include <algorithm>
#include <utility>

namespace cownscope::benchmark {

void BareFlock::SpinBarrier::wait()
{
    const unsigned round = m_round.load(std::memory_order_relaxed);
    if (m_arrived.fetch_add(1, std::memory_order_acq_rel) + 1 == m_threads) {
        m_arrived.store(0, std::memory_order_relaxed);
        m_round.store(round + 1, std::memory_order_release); // pairs with the load below
        return;
    }
    for (unsigned turn = 0; m_round.load(std::memory_order_acquire) == round; ++turn) {
        if (turn > 10'000) // somebody has lost the processor
            std::this_thread::yield();
    }
}

BareFlock::BareFlock(const boids::Options &options, const std::optional<boids::Disk> &birthplace,
                     unsigned threads, const boids::Kernel &kernel)
    : m_rules(options.scene())
    , m_kernel(kernel)
    , m_spin(threads)
    , m_begin(threads)
{
    const boids::Geometry geometry = geometryFor(options.scene(), options.boids);
    const std::uint32_t bands = boids::bandCountFor(geometry.rows, options.boids, {}, threads);
    m_next.resize(bands);
    m_edges.resize(bands);
    boids::FlockState state;
    setCount(state, options.boids, options.parameters, options.seed, birthplace);
    m_sorted = scatter(state, geometry, 0, m_memory, bands).bands;
    for (unsigned thread = 1; thread < threads; ++thread)
        m_threads.emplace_back([this, thread] { work(thread); });
}

BareFlock::~BareFlock()
{
    m_ending = true;
    m_begin.arrive_and_wait();
    for (std::thread &thread : m_threads)
        thread.join();
}

void BareFlock::work(unsigned thread)
{
    for (;;) {
        m_begin.arrive_and_wait();
        if (m_ending)
            return;
        // A copy: the next call may set another one while this thread is still looking.
        const std::uint64_t until = m_until;
        while (m_step < until)
            step(thread);
    }
}

void BareFlock::advance(std::uint64_t steps)
{
    m_until = m_step + steps;
    m_begin.arrive_and_wait();
    while (m_step < m_until)
        step(0);
}

template <typename Function>
void BareFlock::forEachBand(std::atomic<std::uint32_t> &next, Function function)
{
    for (;;) {
        const std::uint32_t band = next.fetch_add(1, std::memory_order_relaxed);
        if (band >= m_sorted.size())
            return;
        function(band);
    }
}

void BareFlock::step(unsigned thread)
{
    forEachBand(m_nextToAdvance, [&](std::uint32_t band) { advance(band, thread); });
    m_spin.wait();
    if (thread == 0)
        m_nextToAdvance = 0;
    forEachBand(m_nextToFinish, [&](std::uint32_t band) { finish(band); });
    m_spin.wait();
    if (thread == 0) {
        m_nextToFinish = 0;
        ++m_step;
        for (const boids::SortedBand &band : m_sorted)
            m_times += band.cost.times;
    }
    m_spin.wait();
}

void BareFlock::advance(std::uint32_t band, unsigned thread)
{
    const auto [above, own, below] = around(m_sorted, band);
    advanceBand({above, own, below}, m_rules, m_kernel, thread, m_memory, m_next[band],
                m_edges[band]);
}

void BareFlock::finish(std::uint32_t band)
{
    const auto [above, own, below] = around(m_edges, band);
    finishBand({above, own, below}, m_next[band]);
    std::swap(m_sorted[band], m_next[band]);
    m_next[band].boids.reset();
}

boids::Snapshot BareFlock::snapshot() const
{
    std::vector<const boids::SortedBand *> bands;
    for (const boids::SortedBand &band : m_sorted)
        bands.push_back(&band);
    return snapshotOf(bands);
}

} // namespace cownscope::benchmark
