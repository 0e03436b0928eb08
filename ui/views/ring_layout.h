// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <QSizeF>

#include <cstdint>
#include <numbers>
#include <vector>

namespace cownscope::ui {

constexpr double Turn = 2 * std::numbers::pi; // radians

// Where circles of slots lie in a view: a grid of equal cells, as many columns as make the circles
// largest. Pixels.
struct RingLayout
{
    std::vector<QPointF> centers; // one for each ring, row by row
    double radius = 0;            // of the circle through the slots' middles
    QSizeF slot;                  // along the circle, along the radius
    double innerRadius = 0;       // free for a label

    // Where a slot lies: slot 0 on top, then clockwise.
    QPointF slotCenter(std::uint32_t ring, std::uint32_t slotIndex, std::uint32_t ringSize) const;
};

// The angle of a slot, radians clockwise from the top.
double slotAngle(std::uint32_t slotIndex, std::uint32_t ringSize);

RingLayout layoutRings(std::uint32_t rings, std::uint32_t ringSize, const QSizeF &view,
                       double devicePixelRatio);

} // namespace cownscope::ui
