// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/boids/band_memory.h"
#include "workloads/boids/kernel.h"
#include "workloads/boids/parameters.h"
#include "workloads/boids/snapshot.h"
#include "workloads/boids/sorted_band.h"
#include "workloads/boids/step_rules.h"

#include <atomic>
#include <barrier>
#include <cstdint>
#include <optional>
#include <thread>
#include <vector>

namespace cownscope::benchmark {

// A flock as one would write it for threads: the bands of boids::Flock and the same kernel, worked
// off by a fixed number of threads that take the next band from a counter, with a barrier after
// each half of a step. No cowns, no behaviors.
class BareFlock
{
public:
    BareFlock(const boids::Options &options, const std::optional<boids::Disk> &birthplace,
              unsigned threads, const boids::Kernel &kernel);
    ~BareFlock();
    BareFlock(const BareFlock &) = delete;
    BareFlock &operator=(const BareFlock &) = delete;

    // Returns when they are made; the calling thread is one of the threads.
    void advance(std::uint64_t steps);

    boids::Snapshot snapshot() const;

    // Of all threads and steps together.
    const boids::StepTimes &times() const { return m_times; }

private:
    // Waits in place: the next part begins within a microsecond.
    class SpinBarrier
    {
    public:
        explicit SpinBarrier(unsigned threads)
            : m_threads(threads)
        { }
        void wait();

    private:
        const unsigned m_threads;
        std::atomic<unsigned> m_arrived{0};
        std::atomic<unsigned> m_round{0};
    };

    void work(unsigned thread);
    void step(unsigned thread);
    template <typename Function>
    void forEachBand(std::atomic<std::uint32_t> &next, Function function);
    void advance(std::uint32_t band, unsigned thread);
    void finish(std::uint32_t band);

    boids::StepRules m_rules;
    const boids::Kernel &m_kernel;
    boids::BandMemory m_memory;
    std::vector<boids::SortedBand> m_sorted; // all of these by band
    std::vector<boids::SortedBand> m_next;
    std::vector<boids::BandEdges> m_edges;
    std::uint64_t m_step = 0;
    std::uint64_t m_until = 0;
    std::atomic<std::uint32_t> m_nextToAdvance{0};
    std::atomic<std::uint32_t> m_nextToFinish{0};
    boids::StepTimes m_times;
    bool m_ending = false;
    SpinBarrier m_spin;
    std::barrier<> m_begin; // the others sleep here between two calls of advance()
    std::vector<std::thread> m_threads;
};

} // namespace cownscope::benchmark
