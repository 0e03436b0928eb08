// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/boids/kernel.h"
#include "workloads/boids/sorted_band.h"

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace cownscope::boids {

/// Whether a body that has looked at so many pairs since the last time may go on.
using MayContinue = std::function<bool(std::uint64_t pairs)>;

/// The boids of a row after a step, in the order of the row that they came from.
struct MovedRow
{
    std::vector<float> x, y, vx, vy; // longer than the count by a vector
    std::vector<std::uint32_t> column, row;
    const std::uint32_t *id = nullptr;
    std::uint32_t count = 0;
    std::vector<std::uint32_t> up;   // those that go to the row above
    std::vector<std::uint32_t> down; // those that go to the row below

    void resize(std::uint32_t boids);
};

/// Moves rows of cells one after the other, downwards. Keeps how rows are seen, and the last three
/// moved ones. To be reused, since its memory only grows.
class RowMover
{
public:
    /// Begins above this row of the band `near`, by these rules. All must stay until the last move.
    void begin(const SortedBand *above, const SortedBand *own, const SortedBand *below,
               const StepRules &rules, const Kernel &kernel);

    /// Moves the next row, which is `row`. Returns the pairs that the kernel looked at; nothing if
    /// it has given up.
    ///
    /// \param mayContinue asked after every few milliseconds, with the pairs since the last
    ///               time: whether to go on
    std::optional<std::uint64_t> move(std::uint32_t row, const MayContinue &mayContinue);

    /// One of the last three that were moved.
    MovedRow &moved(std::uint32_t row) { return m_moved[row % 3]; }

private:
    struct Seen
    {
        std::vector<float> x, y, kind;
        SeenRow view;
    };

    const SortedBand *bandOf(std::int64_t row) const;
    void see(std::int64_t row);
    void chooseInfluences(std::uint32_t row);
    std::uint32_t pieceOf(std::int64_t row) const; // how many boids are moved at a time
    Seen &seen(std::int64_t row) { return m_seen[static_cast<std::size_t>(row + 3) % 3]; }

    std::array<const SortedBand *, 3> m_bands{};
    const StepRules *m_rules = nullptr;
    const Kernel *m_kernel = nullptr;
    std::array<Seen, 3> m_seen;
    std::array<MovedRow, 3> m_moved;
    std::vector<Influence> m_influences; // that may reach the row
};

} // namespace cownscope::boids
