// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/boids/row_mover.h"

#include <algorithm>

namespace cownscope::boids {

void MovedRow::resize(std::uint32_t boids)
{
    count = boids;
    const std::size_t size = boids + BoidArrays::padding;
    if (row.size() >= size) // the last one to grow
        return;
    for (std::vector<float> *values : {&x, &y, &vx, &vy})
        values->resize(size);
    column.resize(size);
    row.resize(size);
}

void RowMover::begin(const SortedBand *above, const SortedBand *own, const SortedBand *below,
                     const StepRules &rules, const Kernel &kernel)
{
    m_bands = {above, own, below};
    m_rules = &rules;
    m_kernel = &kernel;
    const std::int64_t first = own->firstRow;
    computeSeen(first - 1);
    computeSeen(first);
}

const SortedBand *RowMover::bandOf(std::int64_t row) const
{
    for (const SortedBand *band : m_bands) {
        if (band && band->has(row))
            return band;
    }
    return nullptr;
}

void RowMover::computeSeen(std::int64_t row)
{
    Seen &to = seen(row);
    to.view = {};
    const SortedBand *band = bandOf(row);
    if (!band)
        return;
    const std::uint32_t *start = band->startsOf(static_cast<std::uint32_t>(row));
    const std::uint32_t begin = start[0];
    const std::uint32_t count = start[band->geometry.columns] - begin;
    const std::size_t size = count + BoidArrays::padding; // a kernel loads whole vectors
    if (to.kind.size() < size) {                          // the last one to grow
        to.x.resize(size);
        to.y.resize(size);
        to.kind.resize(size);
    }
    const BoidArrays &boids = *band->boids;
    const float ahead = m_rules->anticipation;
    const float *x = boids.x.data() + begin;
    const float *y = boids.y.data() + begin;
    const float *vx = boids.vx.data() + begin;
    const float *vy = boids.vy.data() + begin;
    float *seenX = to.x.data();
    float *seenY = to.y.data();
    for (std::uint32_t i = 0; i < count; ++i) {
        seenX[i] = x[i] + ahead * vx[i];
        seenY[i] = y[i] + ahead * vy[i];
    }
    to.view = {seenX, seenY, vx, vy, nullptr, start};
    if (m_rules->twoSpecies) {
        const std::uint32_t *id = boids.id.data() + begin;
        for (std::uint32_t i = 0; i < count; ++i)
            to.kind[i] = isSecond(id[i], m_rules->share) ? 1.0f : 0.0f;
        to.view.kind = to.kind.data();
    }
}

void RowMover::chooseInfluences(std::uint32_t row)
{
    m_influences.clear();
    const Geometry &geometry = m_bands[1]->geometry;
    const bool isTop = row == 0;
    const bool isBottom = row + 1 == geometry.rows;
    const float slack = geometry.topOf(1) / 64; // larger than any rounding error
    const float top = geometry.topOf(row) - slack;
    const float bottom = geometry.topOf(row + 1) + slack;
    for (const Influence &influence : m_rules->influences) {
        if ((isTop || influence.y + influence.reach > top)
            && (isBottom || influence.y - influence.reach < bottom))
            m_influences.push_back(influence);
    }
}

std::uint32_t RowMover::boidsAtATime(std::int64_t row) const
{
    constexpr std::uint32_t least = 64; // a multiple of all kernels' lanes
    constexpr std::uint64_t most = std::uint64_t{1}
        << 24; // pairs, if each boid sees all boids of three rows

    std::uint64_t others = 1;
    for (std::int64_t i = -1; i <= 1; ++i) {
        if (const SortedBand *band = bandOf(row + i)) {
            const std::uint32_t *start = band->startsOf(static_cast<std::uint32_t>(row + i));
            others += start[band->geometry.columns] - start[0];
        }
    }
    return std::max(static_cast<std::uint32_t>(most / others) / least, 1u) * least;
}

std::optional<std::uint64_t> RowMover::move(std::uint32_t row, const MayContinue &mayContinue)
{
    computeSeen(std::int64_t{row} + 1);
    chooseInfluences(row);
    const SortedBand &band = *m_bands[1];
    const Geometry &geometry = band.geometry;
    const std::uint32_t *start = band.startsOf(row);
    const BoidArrays &boids = *band.boids;

    RowTask task;
    task.x = boids.x.data() + start[0];
    task.y = boids.y.data() + start[0];
    task.vx = boids.vx.data() + start[0];
    task.vy = boids.vy.data() + start[0];
    task.count = start[geometry.columns] - start[0];
    for (std::int64_t i = -1; i <= 1; ++i)
        task.rows[i + 1] = seen(row + i).view;
    task.inverseEdge = geometry.inverseEdge;
    task.inverseWidth = geometry.inverseWidth;
    task.columns = geometry.columns;
    task.reach = geometry.reach;
    task.lowestRow = row > 0 ? row - 1 : 0;
    task.highestRow = std::min(row + 1, geometry.rows - 1);
    task.influence = m_influences.data();
    task.influences = static_cast<std::uint32_t>(m_influences.size());

    MovedRow &to = moved(row);
    to.resize(task.count);
    to.id = boids.id.data() + start[0];
    const RowOutput output{to.x.data(),  to.y.data(),      to.vx.data(),
                           to.vy.data(), to.column.data(), to.row.data()};
    const MoveRow kernel = m_rules->twoSpecies ? m_kernel->twoSpecies : m_kernel->oneSpecies;
    const std::uint32_t piece = boidsAtATime(row);
    std::uint64_t pairs = 0;
    for (task.first = 0; task.first < task.count; task.first = task.end) {
        task.end = task.count - task.first > piece ? task.first + piece : task.count;
        const std::uint64_t now = kernel(task, *m_rules, output);
        pairs += now;
        if (!mayContinue(now))
            return {};
    }
    return pairs;
}

} // namespace cownscope::boids
