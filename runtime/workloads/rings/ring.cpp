// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/rings/ring.h"

#include "workloads/uniform_matrix.h"

#include <numeric>

namespace cownscope::rings {

Matrix initialMatrix(const Options &options, std::uint32_t ring, std::uint32_t slot)
{
    SplitMix random(options.seed, std::uint64_t{ring} << 32 | slot);
    return uniformMatrix(options.payloadRows, options.payloadCols, random);
}

Ring::Ring(const Options &options)
    : m_places(options.ringSize)
    , m_groupSize(options.groupSize)
    , m_orbitLength(options.ringSize / std::gcd(options.ringSize, options.stride))
{
    const std::uint32_t orbits = std::gcd(options.ringSize, options.stride);
    m_walk.reserve(options.ringSize + std::size_t{orbits} * (m_groupSize - 1));
    for (std::uint32_t orbit = 0; orbit < orbits; ++orbit) {
        const std::size_t begin = m_walk.size();
        std::uint64_t slot = orbit;
        for (std::size_t i = 0; i < m_orbitLength; ++i) {
            m_places[slot] = m_walk.size();
            m_walk.emplace_back();
            slot = (slot + options.stride) % options.ringSize;
        }
        for (std::size_t i = 0; i + 1 < m_groupSize; ++i)
            m_walk.push_back(m_walk[begin + i]);
    }
}

void Ring::fill(const Options &options, std::uint32_t ring, boc::AcquiredSpan<Matrix> walk) const
{
    const boc::Runtime &runtime = *boc::Runtime::current();
    for (std::uint32_t slot = 0; slot < options.ringSize && !runtime.stopped(); ++slot) {
        if (Matrix &matrix = *walk[m_places[slot]]; matrix.size() == 0)
            matrix = initialMatrix(options, ring, slot);
    }
}

} // namespace cownscope::rings
