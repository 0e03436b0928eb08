// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <QSizeF>

#include <cstdint>
#include <numbers>
#include <vector>

namespace cownscope::ui {

constexpr double Turn = 2 * std::numbers::pi; // radians

// The positions of circles of slots in a view, in pixels: a grid of equal cells with the number of
// columns that makes the circles largest.
struct RingLayout
{
    std::vector<QPointF> centers; // one per ring, row by row
    double radius = 0;            // of the circle through the centers of the slots
    QSizeF slot;                  // size along the circle and along the radius
    double innerRadius = 0;       // inside of this there is space for a label

    // The center of a slot. Slot 0 is at the top; the others follow clockwise.
    QPointF slotCenter(std::uint32_t ring, std::uint32_t slotIndex, std::uint32_t ringSize) const;
};

// The angle of a slot in radians, clockwise from the top.
double slotAngle(std::uint32_t slotIndex, std::uint32_t ringSize);

RingLayout layoutRings(std::uint32_t rings, std::uint32_t ringSize, const QSizeF &view,
                       double devicePixelRatio);

} // namespace cownscope::ui
