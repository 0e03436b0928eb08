// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/ring_layout.h"

#include <algorithm>
#include <cmath>

namespace cownscope::ui {
namespace {

std::uint32_t bestColumns(std::uint32_t rings, const QSizeF &view)
{
    std::uint32_t best = 1;
    double bestSide = 0;
    for (std::uint32_t columns = 1; columns <= rings; ++columns) {
        const std::uint32_t rows = (rings + columns - 1) / columns;
        const double side = std::min(view.width() / columns, view.height() / rows);
        if (side > bestSide) {
            bestSide = side;
            best = columns;
        }
    }
    return best;
}

} // namespace

double slotAngle(std::uint32_t slotIndex, std::uint32_t ringSize)
{
    return Turn * slotIndex / std::max(ringSize, 1u);
}

QPointF RingLayout::slotCenter(std::uint32_t ring, std::uint32_t slotIndex,
                               std::uint32_t ringSize) const
{
    const double angle = slotAngle(slotIndex, ringSize);
    return centers[ring] + QPointF{std::sin(angle), -std::cos(angle)} * radius;
}

RingLayout layoutRings(std::uint32_t rings, std::uint32_t ringSize, const QSizeF &view,
                       double devicePixelRatio)
{
    RingLayout layout;
    if (rings == 0 || ringSize == 0)
        return layout;
    const std::uint32_t columns = bestColumns(rings, view);
    const std::uint32_t rows = (rings + columns - 1) / columns;
    const double side = std::min(view.width() / columns, view.height() / rows);
    const double outer = side / 2 - std::max(3 * devicePixelRatio, 0.05 * side);
    const double depth = std::clamp(0.24 * outer, 3 * devicePixelRatio, 34 * devicePixelRatio);
    layout.radius = std::max(outer - depth / 2, 1.0);
    const double pitch = Turn * layout.radius / ringSize;
    const double width = pitch > 4 * devicePixelRatio ? pitch - 2 * devicePixelRatio : pitch * 0.8;
    layout.slot = {std::clamp(width, 1.0, depth * 1.2), depth};
    layout.innerRadius = std::max(layout.radius - depth / 2, 0.0);

    const QPointF origin{(view.width() - columns * side) / 2, (view.height() - rows * side) / 2};
    for (std::uint32_t ring = 0; ring < rings; ++ring) {
        const std::uint32_t row = ring / columns;
        const std::uint32_t inRow = std::min(columns, rings - row * columns);
        const double indent = (columns - inRow) * side / 2; // the last row is centered
        layout.centers.push_back(
            origin + QPointF{indent + (ring % columns + 0.5) * side, (row + 0.5) * side});
    }
    return layout;
}

} // namespace cownscope::ui
