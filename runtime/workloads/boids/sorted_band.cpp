// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/boids/sorted_band.h"

namespace cownscope::boids {

void Arrivals::clear()
{
    constexpr std::size_t tolerance = 256;
    if (id.size() > count + count / 4 + tolerance)
        *this = {};
    count = 0;
}

void Arrivals::reserveMore(std::size_t boids)
{
    const std::size_t needed = count + boids;
    if (needed <= column.size()) // the last one to grow
        return;
    const std::size_t size = needed + needed / 16; // some reserve; doubling would waste memory
    for (std::vector<float> *values : {&x, &y, &vx, &vy}) {
        values->reserve(size);
        values->resize(size);
    }
    for (std::vector<std::uint32_t> *values : {&id, &column}) {
        values->reserve(size);
        values->resize(size);
    }
}

} // namespace cownscope::boids
