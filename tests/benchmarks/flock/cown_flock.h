// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

#include "workloads/boids/flock.h"

namespace cownscope::benchmark {

// The flock on cowns with its runtime, with the same interface as the bare one.
class CownFlock
{
public:
    // With a birthplace, all boids begin within it instead of all over the world.
    CownFlock(const boids::Options &options, const std::optional<boids::Disk> &birthplace,
              unsigned workers, const boids::Kernel &kernel)
        : m_flock(birthplace ? nobody(options) : options, {.kernel = &kernel})
        , m_runtime({.workers = workers})
    {
        m_flock.attach(m_runtime);
        m_runtime.quiesce();
        if (birthplace) {
            m_flock.setBoids(options.boids, birthplace);
            m_runtime.quiesce();
        }
    }

    ~CownFlock()
    {
        m_flock.pause();
        m_runtime.stop();
        m_flock.detach();
    }

    CownFlock(const CownFlock &) = delete;
    CownFlock &operator=(const CownFlock &) = delete;

    void advance(std::uint64_t steps)
    {
        m_flock.advance(steps);
        m_runtime.quiesce();
    }

    boids::Snapshot snapshot()
    {
        boids::Snapshot copy;
        boc::when(boc::read(m_flock.snapshot())) << [&](auto state) { copy = *state; };
        m_runtime.quiesce();
        return copy;
    }

    boids::WorkDone workDone() const { return m_flock.workDone(); }
    std::size_t parts() const { return m_flock.parts(); }
    boc::Statistics statistics() const { return m_runtime.statistics(); }

private:
    static boids::Options nobody(boids::Options options)
    {
        options.boids = 0;
        return options;
    }

    boids::Flock m_flock;
    boc::Runtime m_runtime;
};

} // namespace cownscope::benchmark
