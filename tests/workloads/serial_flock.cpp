// SPDX-License-Identifier: GPL-3.0-or-later
#include "serial_flock.h"

#include "support/around.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace cownscope::tests {

using namespace cownscope::boids;

FlockState initialState(const Options &options)
{
    FlockState state;
    setCount(state, options.boids, options.parameters, options.seed);
    return state;
}

namespace {

std::vector<const SortedBand *> pointersTo(const std::vector<SortedBand> &bands)
{
    std::vector<const SortedBand *> pointers;
    for (const SortedBand &band : bands)
        pointers.push_back(&band);
    return pointers;
}

} // namespace

SerialFlock::SerialFlock(const Options &options, const Tuning &tuning, const Kernel &kernel)
    : SerialFlock(options.scene(), initialState(options), tuning, kernel)
{ }

SerialFlock::SerialFlock(const Scene &scene, const FlockState &state, const Tuning &tuning,
                         const Kernel &kernel)
    : m_rules(scene)
    , m_geometry(geometryFor(scene, static_cast<std::uint32_t>(state.x.size())))
    , m_kernel(kernel)
{
    const auto boids = static_cast<std::uint32_t>(state.x.size());
    const std::uint32_t bands = bandCountFor(m_geometry.rows, boids, tuning);
    Distribution distribution = scatter(state, m_geometry, 0, m_memory, bands);
    m_partition = std::move(distribution.partition);
    m_sorted = std::move(distribution.bands);
    m_next.resize(bands);
    m_edges.resize(bands);
}

void SerialFlock::step(std::uint64_t steps)
{
    for (std::uint64_t i = 0; i < steps; ++i) {
        for (std::size_t band = 0; band < m_sorted.size(); ++band) {
            const auto [above, own, below] = around(m_sorted, band);
            advanceBand({above, own, below}, m_rules, m_kernel, 0, m_memory, m_next[band],
                        m_edges[band]);
        }
        for (std::size_t band = 0; band < m_sorted.size(); ++band) {
            const auto [above, own, below] = around(m_edges, band);
            finishBand({above, own, below}, m_next[band]);
        }
        std::swap(m_sorted, m_next);
    }
}

void SerialFlock::repartition()
{
    m_partition = partitionByLoad(load(), m_partition.bands());
    for (std::size_t band = 0; band < m_sorted.size(); ++band) {
        boids::copyRows(pointersTo(m_sorted), m_partition.firstRow[band],
                        m_partition.firstRow[band + 1], m_memory, m_next[band]);
    }
    std::swap(m_sorted, m_next);
}

Snapshot SerialFlock::snapshot() const
{
    return snapshotOf(pointersTo(m_sorted));
}

bool SerialFlock::isSorted() const
{
    for (const SortedBand &band : m_sorted) {
        for (std::uint32_t row = band.firstRow; row < band.endRow; ++row) {
            const std::uint32_t *start = band.startsOf(row);
            for (std::uint32_t column = 0; column < m_geometry.columns; ++column) {
                for (std::uint32_t i = start[column]; i < start[column + 1]; ++i) {
                    if (m_geometry.rowOf(band.boids->y[i]) != row
                        || m_geometry.columnOf(band.boids->x[i]) != column)
                        return false;
                }
            }
        }
    }
    return true;
}

std::vector<std::uint64_t> SerialFlock::load() const
{
    std::vector<std::uint64_t> load;
    for (const SortedBand &band : m_sorted)
        load.insert(load.end(), band.cost.load.begin(), band.cost.load.end());
    return load;
}

std::uint64_t SerialFlock::pairs() const
{
    std::uint64_t pairs = 0;
    for (const SortedBand &band : m_sorted)
        pairs += band.cost.pairs;
    return pairs;
}

void expectWhole(const Snapshot &snapshot, std::uint32_t boids)
{
    std::vector<std::uint32_t> ids(boids);
    std::iota(ids.begin(), ids.end(), 0u);
    EXPECT_EQ(snapshot.id, ids);
    const auto isFinite = [](float value) { return std::isfinite(value); };
    for (const auto *values : {&snapshot.x, &snapshot.y, &snapshot.vx, &snapshot.vy}) {
        EXPECT_EQ(values->size(), boids);
        EXPECT_TRUE(std::ranges::all_of(*values, isFinite));
    }
}

} // namespace cownscope::tests
