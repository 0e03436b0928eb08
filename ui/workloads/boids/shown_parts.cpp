// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/boids/shown_parts.h"

#include "ui/views/color_table.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace cownscope::ui {

RowSpan ShownPart::rows(const WorldFit &fit, int height, int margin) const
{
    const auto bounded = [height](double row) {
        return static_cast<int>(std::clamp(row, 0.0, static_cast<double>(height)));
    };
    const double reach = margin + 1.0;
    return {
        bounded(std::floor(fit.offset.y() + static_cast<double>(least) * fit.scale - reach)),
        bounded(std::ceil(fit.offset.y() + static_cast<double>(most) * fit.scale + reach)),
    };
}

std::vector<ShownPart> shownParts(const boids::Frame &frame)
{
    constexpr float Far = std::numeric_limits<float>::infinity();
    std::vector<ShownPart> parts;
    parts.reserve(frame.parts.size());
    for (std::size_t i = 0; i < frame.parts.size(); ++i) {
        const boids::FramePart &part = frame.parts[i];
        const bool tells = part.bottom > part.top;
        parts.push_back({.top = part.top,
                         .bottom = part.bottom,
                         .least = tells && i > 0 ? part.top : -Far,
                         .most = tells && i + 1 < frame.parts.size() ? part.bottom : Far,
                         .worker = part.worker,
                         .nanoseconds = part.nanoseconds,
                         .boids = part.boids.count});
    }
    return parts;
}

double meanCost(const std::vector<ShownPart> &parts)
{
    double nanoseconds = 0;
    double boids = 0;
    for (const ShownPart &part : parts) {
        if (part.nanoseconds == 0)
            continue;
        nanoseconds += static_cast<double>(part.nanoseconds);
        boids += static_cast<double>(part.boids);
    }
    return boids > 0 ? nanoseconds / boids : 0;
}

int partColumn(const ShownPart &part, ColorMode mode, double meanCost)
{
    if (mode == ColorMode::Cost)
        return costColumn(part.nanoseconds > 0 && meanCost > 0 ? part.cost() / meanCost : 1);
    return workerColumn(part.worker);
}

} // namespace cownscope::ui
