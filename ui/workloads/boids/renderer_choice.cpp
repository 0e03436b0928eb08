// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/boids/renderer_choice.h"

#include <algorithm>
#include <cmath>

namespace cownscope::ui {
namespace {

constexpr double MostTriangles = 12'000;
constexpr double MostAPixel = 3; // above that nobody sees a boid, but still sees where many are
constexpr double Slack = 0.85;   // the way back is at this share of the way there

} // namespace

Crowd crowdSeen(const std::vector<ShownPart> &parts, const WorldFit &fit, const QSizeF &world,
                const QSize &pixels)
{
    const QRectF all = fit.toPixels(QRectF{QPointF{}, world});
    const QRectF seen = all & QRectF{QPointF{}, QSizeF{pixels}};
    if (!all.isValid() || !seen.isValid())
        return {};
    double boids = 0;
    for (const ShownPart &part : parts) {
        const bool tells = part.bottom > part.top;
        const double top =
            tells ? fit.offset.y() + static_cast<double>(part.top) * fit.scale : all.top();
        const double bottom =
            tells ? fit.offset.y() + static_cast<double>(part.bottom) * fit.scale : all.bottom();
        const double inside = std::min(bottom, seen.bottom()) - std::max(top, seen.top());
        boids += static_cast<double>(part.boids) * std::clamp(inside / (bottom - top), 0.0, 1.0);
    }
    boids *= seen.width() / all.width();
    return {boids, boids / (seen.width() * seen.height())};
}

Renderer chooseRenderer(Renderer wanted, bool softwareGl, bool trails, const Crowd &crowd,
                        Renderer inUse)
{
    if (wanted != Renderer::Automatic)
        return wanted;
    if (!softwareGl)
        return Renderer::Triangles;
    const auto exceeds = [](double value, double limit, bool already) {
        return value > (already ? Slack * limit : limit);
    };
    const bool splat = inUse == Renderer::Splat || inUse == Renderer::Density;
    const bool many = exceeds(crowd.boids, MostTriangles, splat);
    if (!many && !trails)
        return Renderer::Triangles;
    return many && exceeds(crowd.aPixel, MostAPixel, inUse == Renderer::Density) ? Renderer::Density
                                                                                 : Renderer::Splat;
}

} // namespace cownscope::ui
