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

/// Called with the number of pairs computed since the last call; true if the body may continue.
using MayContinue = std::function<bool(std::uint64_t pairs)>;

/// The boids of a row after a step, in the order that they had before it.
struct MovedRow
{
    std::vector<float> x, y, vx, vy; // with padding for whole vectors
    std::vector<std::uint32_t> column, row;
    const std::uint32_t *id = nullptr;
    std::uint32_t count = 0;
    std::vector<std::uint32_t> up;   // indices of those that move to the row above
    std::vector<std::uint32_t> down; // indices of those that move to the row below

    void resize(std::uint32_t boids);
};

/// Runs the kernel over the rows of a band, one after the other from the first to the last. Keeps
/// the anticipated state of the three rows around the current one, and the last three moved rows.
/// Should be reused, since it keeps its memory. After a std::bad_alloc, call begin() again.
class RowMover
{
public:
    /// Begins with the first row of the band `own`. All arguments must live until the last move().
    void begin(const SortedBand *above, const SortedBand *own, const SortedBand *below,
               const StepRules &rules, const Kernel &kernel);

    /// Moves the next row, which is `row`. Returns the number of pairs that the kernel has
    /// computed; empty if mayContinue returned false.
    ///
    /// \param mayContinue called every few milliseconds, with the number of pairs since the last
    /// call
    std::optional<std::uint64_t> move(std::uint32_t row, const MayContinue &mayContinue);

    /// One of the last three rows that were moved.
    MovedRow &moved(std::uint32_t row) { return m_moved[row % 3]; }

private:
    struct Seen
    {
        std::vector<float> x, y, kind;
        SeenRow view;
    };

    const SortedBand *bandOf(std::int64_t row) const;
    void computeSeen(std::int64_t row);
    void chooseInfluences(std::uint32_t row);
    std::uint32_t boidsAtATime(std::int64_t row) const; // for one call of the kernel
    Seen &seen(std::int64_t row) { return m_seen[static_cast<std::size_t>(row + 3) % 3]; }

    std::array<const SortedBand *, 3> m_bands{};
    const StepRules *m_rules = nullptr;
    const Kernel *m_kernel = nullptr;
    std::array<Seen, 3> m_seen;
    std::array<MovedRow, 3> m_moved;
    std::vector<Influence> m_influences; // those that may reach the row
};

} // namespace cownscope::boids
