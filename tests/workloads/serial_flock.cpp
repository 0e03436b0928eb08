// SPDX-License-Identifier: GPL-3.0-or-later
#include "serial_flock.h"

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

SerialFlock::SerialFlock(const Options &options, const Tuning &tuning, MoveRow kernel)
    : SerialFlock(options.parameters, initialState(options), tuning, kernel)
{ }

SerialFlock::SerialFlock(const Parameters &parameters, const FlockState &state,
                         const Tuning &tuning, MoveRow kernel)
    : m_parameters(parameters)
    , m_geometry(geometryFor(parameters, static_cast<std::uint32_t>(state.x.size()), tuning))
    , m_kernel(kernel)
    , m_moved(m_geometry.bands)
{
    for (std::vector<SortedBand> &bands : m_sorted) {
        bands.resize(m_geometry.bands);
        std::vector<SortedBand *> pointers;
        for (SortedBand &band : bands)
            pointers.push_back(&band);
        distribute(state, m_geometry, 0, pointers);
        if (&bands == &m_sorted[1])
            clear(m_geometry, pointers);
    }
}

std::vector<const SortedBand *> SerialFlock::bandsOf(std::uint64_t step) const
{
    std::vector<const SortedBand *> pointers;
    for (const SortedBand &band : m_sorted[step % 2])
        pointers.push_back(&band);
    return pointers;
}

void SerialFlock::step(std::uint64_t steps)
{
    const StepRules rules(m_parameters);
    const std::size_t bands = m_geometry.bands;
    for (std::uint64_t i = 0; i < steps; ++i) {
        const std::vector<const SortedBand *> before = bandsOf(m_step++);
        std::vector<const MovedBand *> moved;
        for (std::size_t band = 0; band < bands; ++band) {
            const std::size_t first = band > 0 ? band - 1 : 0;
            const std::size_t end = std::min(band + 2, bands);
            moveBand(std::span(before).subspan(first, end - first), band - first, rules, 0,
                     m_moved[band], m_kernel);
            moved.push_back(&m_moved[band]);
        }
        for (std::size_t band = 0; band < bands; ++band) {
            const std::size_t first = band > 0 ? band - 1 : 0;
            const std::size_t end = std::min(band + 2, bands);
            gatherBand(std::span(moved).subspan(first, end - first), m_step,
                       m_sorted[m_step % 2][band]);
        }
    }
}

Snapshot SerialFlock::snapshot() const
{
    return snapshotOf(bandsOf(0), bandsOf(1));
}

bool SerialFlock::isSorted() const
{
    for (const SortedBand *band : bandsOf(m_step)) {
        for (std::uint32_t cell = 0; cell + 2 < band->cellStart.size(); ++cell) {
            for (std::uint32_t i = band->cellStart[cell]; i < band->cellStart[cell + 1]; ++i) {
                const std::uint32_t row =
                    m_geometry.rowOf(band->boids.y[i]) - m_geometry.firstRow(band->band);
                if (row * m_geometry.columns + m_geometry.columnOf(band->boids.x[i]) != cell)
                    return false;
            }
        }
    }
    return true;
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
