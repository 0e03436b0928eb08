// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchmarks/flock/comparison.h"

#include "benchmarks/flock/bare_flock.h"
#include "benchmarks/flock/cown_flock.h"
#include "lab/experiments/boids/boids_workload.h"
#include "lab/experiments/boids/neighbors.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numbers>
#include <optional>

#include <malloc.h>

namespace cownscope::benchmark {

namespace {

using Clock = std::chrono::steady_clock;

double secondsOf(const auto &function)
{
    const auto begin = Clock::now();
    function();
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

std::size_t heapInUse()
{
    const struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

boids::Options optionsOf(const Configuration &configuration)
{
    lab::BoidsOptions options;
    options.boids = configuration.boids;
    fitWorld(options, configuration.neighbors);
    return options;
}

std::optional<boids::Disk> birthplaceOf(double share, const boids::Options &options)
{
    if (share >= 1)
        return {};
    const float width = options.parameters.worldWidth;
    const float height = options.parameters.worldHeight;
    const double area = share * static_cast<double>(width) * static_cast<double>(height);
    return boids::Disk{width / 2, height / 2,
                       static_cast<float>(std::sqrt(area / std::numbers::pi))};
}

class Turns
{
public:
    explicit Turns(const Configuration &configuration)
        : m_configuration(configuration)
        , m_kernel(*boids::kernelNamed(configuration.kernel))
        , m_options(optionsOf(configuration))
        , m_birthplace(birthplaceOf(configuration.area, m_options))
    {
        m_result.steps = configuration.steps;
    }

    Comparison take()
    {
        for (unsigned turn = 0; turn < m_configuration.turns; ++turn)
            takeOne(turn);
        return m_result;
    }

private:
    void takeOne(unsigned turn)
    {
        using Frames = CownFlock::Frames;
        const unsigned workers = m_configuration.workers;
        const std::size_t heapBefore = heapInUse();
        CownFlock cowns(m_options, m_birthplace, workers, m_kernel, Frames::None);
        cowns.advance(m_configuration.warmup);
        const std::size_t heapBetween = heapInUse();
        CownFlock showing(m_options, m_birthplace, workers, m_kernel, Frames::Shown);
        showing.advance(m_configuration.warmup);
        m_result.bytes = std::max(m_result.bytes, heapBetween - heapBefore);
        m_result.bytesShowing = std::max(m_result.bytesShowing, heapInUse() - heapBetween);
        BareFlock bare(m_options, m_birthplace, workers, m_kernel);
        bare.advance(m_configuration.warmup);
        if (turn == 0)
            begin(cowns, showing, bare);
        // Who is first has the warmer caches or the colder ones; nobody is always.
        for (unsigned place = 0; place < 3; ++place) {
            switch ((turn + place) % 3) {
            case 0:
                measureCowns(cowns);
                break;
            case 1:
                measureShowing(showing);
                break;
            default:
                measure(bare, m_result.bare);
                break;
            }
        }
        if (turn == 0)
            end(cowns, showing, bare);
    }

    void begin(CownFlock &cowns, CownFlock &showing, BareFlock &bare)
    {
        m_result.neighborsBefore = neighborsOf(bare.snapshot());
        if (m_result.steps > 0)
            return;
        const double one = secondsOf([&] { bare.advance(1); });
        cowns.advance(1);
        showing.advance(1);
        m_result.steps = std::max<std::uint64_t>(2, static_cast<std::uint64_t>(0.1 / one));
    }

    void end(CownFlock &cowns, CownFlock &showing, const BareFlock &bare)
    {
        const boids::Snapshot state = bare.snapshot();
        m_result.same = state == cowns.snapshot() && state == showing.snapshot();
        m_result.neighborsAfter = neighborsOf(state);
        m_result.parts = cowns.parts();
    }

    void measureCowns(CownFlock &flock)
    {
        const std::uint64_t pairs = flock.workDone().pairs;
        const boc::Statistics before = flock.statistics();
        measure(flock, m_result.cowns);
        const boc::Statistics after = flock.statistics();
        m_result.lanePairs += flock.workDone().pairs - pairs;
        m_result.behaviors += after.completed - before.completed;
        m_result.parks += parksOf(after) - parksOf(before);
    }

    void measureShowing(CownFlock &flock)
    {
        const std::uint64_t frames = flock.statistics().pinnedExecuted;
        measure(flock, m_result.showing);
        m_result.frames += flock.statistics().pinnedExecuted - frames;
    }

    template <typename Flock>
    void measure(Flock &flock, Side &side)
    {
        const boids::StepTimes before = flock.times();
        const double seconds = secondsOf([&] { flock.advance(m_result.steps); });
        const boids::StepTimes after = flock.times();
        side.steps.push_back(seconds / static_cast<double>(m_result.steps));
        side.elapsed += seconds;
        side.times += {after.forces - before.forces, after.sort - before.sort};
    }

    static std::uint64_t parksOf(const boc::Statistics &statistics)
    {
        std::uint64_t parks = 0;
        for (const boc::WorkerStatistics &worker : statistics.workers)
            parks += worker.parked;
        return parks;
    }

    double neighborsOf(const boids::Snapshot &state) const
    {
        return lab::meanNeighbors(state.x, state.y, m_options.parameters.visualRange).value_or(0);
    }

    const Configuration &m_configuration;
    const boids::Kernel &m_kernel;
    const boids::Options m_options;
    const std::optional<boids::Disk> m_birthplace;
    Comparison m_result;
};

} // namespace

Comparison compare(const Configuration &configuration)
{
    return Turns(configuration).take();
}

} // namespace cownscope::benchmark
