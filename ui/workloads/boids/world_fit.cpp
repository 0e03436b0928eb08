// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/boids/world_fit.h"

#include <algorithm>

namespace cownscope::ui {

WorldFit fitWorld(const QSizeF &world, const QSizeF &viewPixels, double rimPixels)
{
    const double width = std::max(viewPixels.width() - 2 * rimPixels, 1.0);
    const double height = std::max(viewPixels.height() - 2 * rimPixels, 1.0);
    WorldFit fit;
    fit.scale = std::min(width / world.width(), height / world.height());
    fit.offset = {(viewPixels.width() - world.width() * fit.scale) / 2,
                  (viewPixels.height() - world.height() * fit.scale) / 2};
    return fit;
}

} // namespace cownscope::ui
