// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/theme.h"
#include "ui/workloads/boids/view_transform.h"
#include "workloads/boids/parameters.h"

#include <QColor>
#include <QRect>

#include <vector>

namespace cownscope::ui {

// A rectangle of pixels with a color.
struct Fill
{
    QRect area;
    QColor color;

    bool operator==(const Fill &) const = default;
};

// The rectangles to be drawn behind the flock, in this order: the inner part of the world, where
// boids do not turn back, and the border of the world.
std::vector<Fill> worldFills(const boids::Parameters &parameters, const WorldFit &fit,
                             qreal devicePixelRatio, Shade shade);

} // namespace cownscope::ui
