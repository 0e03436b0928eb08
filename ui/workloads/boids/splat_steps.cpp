// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/boids/splat_steps.h"

#include <algorithm>
#include <cmath>

namespace cownscope::ui::splatting {
namespace {

// floor() for values that fit into 32 bits.
std::int32_t floorOf(float value)
{
    const auto cut = static_cast<std::int32_t>(value);
    return cut - (static_cast<float>(cut) > value ? 1 : 0);
}

float within(float value, float least, float most)
{
    const float up = value > least ? value : least; // also if it is no number
    return up < most ? up : most;
}

} // namespace

void findPlaces(const Block &block, const SplatLook &look, Places &places)
{
    constexpr float Away = 1000; // larger than any painted boid
    const float *x = block.from->x.data() + block.first;
    const float *y = block.from->y.data() + block.first;
    const auto scale = static_cast<float>(look.fit.scale);
    const auto left = static_cast<float>(look.fit.offset.x());
    const auto top = static_cast<float>(look.fit.offset.y());
    const float right = static_cast<float>(look.size.width()) + Away;
    const float bottom = static_cast<float>(look.size.height()) + Away;
    for (std::size_t i = 0; i < block.count; ++i) {
        places.x[i] = within(left + x[i] * scale, -Away, right);
        places.y[i] = within(top + y[i] * scale, -Away, bottom);
        places.column[i] = floorOf(places.x[i]);
        places.row[i] = floorOf(places.y[i]);
    }
}

void findHeadings(const Block &block, Columns &columns)
{
    const float *vx = block.from->vx.data() + block.first;
    const float *vy = block.from->vy.data() + block.first;
    for (std::size_t i = 0; i < block.count; ++i) {
        const float x = vx[i] < 0 ? -vx[i] : vx[i];
        const float y = vy[i] < 0 ? -vy[i] : vy[i];
        const float least = x < y ? x : y;
        const float most = (x < y ? y : x) + 1e-30f;
        const float slope = least / most;
        // The arc tangent as a fraction of a turn, with an error of a thousandth. A column of the
        // table is four thousandths.
        float turn = slope * (0.125f + 0.0434495f * (1 - slope));
        turn = y > x ? 0.25f - turn : turn;
        turn = vx[i] < 0 ? 0.5f - turn : turn;
        turn = vy[i] > 0 ? 1 - turn : turn; // y points down in the world
        columns[i] = static_cast<std::int32_t>(within(turn, 0, 1) * 256) & 255;
    }
}

void findSpeeds(const Block &block, float speedLimit, Columns &columns)
{
    const float *vx = block.from->vx.data() + block.first;
    const float *vy = block.from->vy.data() + block.first;
    const float columnsAUnit = 255 / std::max(speedLimit, 1e-6f);
    for (std::size_t i = 0; i < block.count; ++i) {
        const float speed = std::sqrt(vx[i] * vx[i] + vy[i] * vy[i]);
        columns[i] = static_cast<std::int32_t>(within(speed * columnsAUnit + 0.5f, 0, 255));
    }
}

void findSpecies(const Block &block, float secondShare, Columns &columns)
{
    const std::uint32_t *id = block.from->id.data() + block.first;
    for (std::size_t i = 0; i < block.count; ++i)
        columns[i] = secondShare > 0 && boids::isSecond(id[i], secondShare) ? 1 : 0;
}

} // namespace cownscope::ui::splatting
