// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/theme.h"
#include "ui/workloads/boids/world_fit.h"
#include "workloads/boids/parameters.h"

#include <QColor>
#include <QRect>

#include <vector>

namespace cownscope::ui {

// A rectangle of pixels in one color.
struct Fill
{
    QRect area;
    QColor color;

    bool operator==(const Fill &) const = default;
};

// The world behind a flock, to be drawn in this order on the scene's background: the inner part
// where nobody turns back, and the world's border.
std::vector<Fill> worldFills(const boids::Parameters &parameters, const WorldFit &fit,
                             qreal devicePixelRatio, Shade shade);

} // namespace cownscope::ui
