// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/rings/options.h"

#include <boc/boc.h>

#include <Eigen/Core>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace cownscope::rings {

using Matrix = Eigen::MatrixXd;

/// The matrix that a slot starts with: a uniformMatrix() that depends only on the seed, the ring
/// and the slot.
Matrix initialMatrix(const Options &options, std::uint32_t ring, std::uint32_t slot);

/// The cowns of one step of a chain: groupSize neighbors on a ring, which must outlive it. It can
/// move on by one stride at a time, which needs nothing else of the ring.
class Window
{
public:
    std::span<const boc::Cown<Matrix>> cowns() const { return {m_first, m_size}; }
    void advance()
    {
        if (++m_first == m_orbitEnd)
            m_first = m_orbitBegin;
    }

private:
    friend class Ring;
    Window(const boc::Cown<Matrix> *first, std::size_t size, const boc::Cown<Matrix> *orbitBegin,
           std::size_t orbitLength)
        : m_first(first)
        , m_size(size)
        , m_orbitBegin(orbitBegin)
        , m_orbitEnd(orbitBegin + orbitLength)
    { }

    const boc::Cown<Matrix> *m_first;
    std::size_t m_size;
    const boc::Cown<Matrix> *m_orbitBegin;
    const boc::Cown<Matrix> *m_orbitEnd;
};

/// A ring of matrix cowns. Handles are stored in the order in which a chain walks the ring,
/// `stride` apart, so that every window is a contiguous range of handles and need not be copied to
/// schedule a step.
///
/// A walk returns to its start after ringSize / gcd(ringSize, stride) steps; there are
/// gcd(ringSize, stride) such orbits. Each is stored with its first groupSize − 1 handles repeated
/// at its end. Immutable; any thread may read it.
class Ring
{
public:
    /// All matrices are empty until fill().
    explicit Ring(const Options &options);

    /// Makes the matrices that are still empty. Called in a behavior that holds walk(); returns
    /// early if its runtime is stopped. Throws std::bad_alloc.
    void fill(const Options &options, std::uint32_t ring, boc::AcquiredSpan<Matrix> walk) const;
    std::span<const boc::Cown<Matrix>> walk() const { return m_walk; }

    /// The cowns head, head + stride, …; the head is in 0 … ringSize − 1.
    Window window(std::uint32_t head) const
    {
        const std::size_t stored = m_orbitLength + m_groupSize - 1; // handles of an orbit
        const std::size_t orbit = m_places[head] / stored;
        return {m_walk.data() + m_places[head], m_groupSize, m_walk.data() + orbit * stored,
                m_orbitLength};
    }
    /// The cown of a slot.
    const boc::Cown<Matrix> &slot(std::uint32_t index) const { return m_walk[m_places[index]]; }

private:
    std::vector<boc::Cown<Matrix>> m_walk;
    std::vector<std::size_t> m_places; // by slot
    std::size_t m_groupSize;
    std::size_t m_orbitLength;
};

} // namespace cownscope::rings
