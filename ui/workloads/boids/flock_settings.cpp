// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/boids/flock_settings.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace cownscope::ui {
namespace {

QString trChoice(const char *title)
{
    return QCoreApplication::translate("cownscope::ui::FlockSettings", title);
}

constexpr double MostTriangles = 12'000;
// With more, single boids are invisible, but their density is visible.
constexpr double MostAPixel = 3;
constexpr double Slack = 0.85; // hysteresis: the way back is at this share of a limit

} // namespace

const std::vector<Choice<ColorMode>> &colorModeChoices()
{
    static const std::vector<Choice<ColorMode>> choices{
        {ColorMode::Heading, "heading", trChoice("&Heading")},
        {ColorMode::Speed, "speed", trChoice("&Speed")},
        {ColorMode::Worker, "worker", trChoice("&Worker")},
        {ColorMode::Cost, "cost", trChoice("&Cost")},
        {ColorMode::Species, "species", trChoice("S&pecies")}};
    return choices;
}

const std::vector<Choice<Renderer>> &rendererChoices()
{
    static const std::vector<Choice<Renderer>> choices{
        {Renderer::Automatic, "automatic", trChoice("&Automatic")},
        {Renderer::Triangles, "triangles", trChoice("&Triangles")},
        {Renderer::Splat, "splat", trChoice("&Splat")},
        {Renderer::Density, "density", trChoice("&Density")}};
    return choices;
}

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

double trailShare(int length)
{
    constexpr double Nothing = 0.05; // counts as invisible
    return std::pow(Nothing, 1.0 / std::clamp(length, ShortestTrail, LongestTrail));
}

} // namespace cownscope::ui
