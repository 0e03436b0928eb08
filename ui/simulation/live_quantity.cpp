// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/simulation/live_quantity.h"

#include "ui/style/quantity_text.h"

#include <QCoreApplication>

#include <utility>

namespace cownscope::ui {
namespace {

QString trQuantity(const char *text)
{
    return QCoreApplication::translate("cownscope::ui::LiveQuantity", text);
}

double seconds(std::chrono::nanoseconds duration)
{
    return std::chrono::duration<double>{duration}.count();
}

LiveQuantity::Curve rateCurve(Quantity color)
{
    return {.color = color, .smallestTop = 10, .valueText = siText};
}

} // namespace

const std::vector<LiveQuantity> &commonQuantities()
{
    using Kind = LiveQuantity::Kind;
    static const std::vector<LiveQuantity> all{
        {.name = "behaviors_per_s",
         .title = trQuantity("Behaviors/s"),
         .explanation = trQuantity("Behaviors completed on workers and on the main thread."),
         .read =
             [](const Snapshot &now) {
                 return static_cast<double>(now.reading.statistics.completed);
             },
         .curve = rateCurve(Quantity::Behaviors)},
        {.name = "steps_per_s",
         .title = trQuantity("Steps/s"),
         .explanation = trQuantity("Steps of the flock, or the sum over all chains or producers."),
         .read = [](const Snapshot &now) { return static_cast<double>(now.reading.steps); },
         .curve = rateCurve(Quantity::Steps),
         .total = "steps"},
        {.name = "frames_per_s",
         .title = trQuantity("Frames/s"),
         .explanation = trQuantity("Frames drawn by the view."),
         .read = [](const Snapshot &now) { return static_cast<double>(now.reading.framesPainted); },
         .curve = rateCurve(Quantity::Frames),
         .total = "frames"},
        {.name = "pinned_depth",
         .title = trQuantity("Pinned"),
         .explanation = trQuantity("Pinned behaviors waiting for the main thread (left scale) and "
                                   "the age of the oldest (right scale)."),
         .kind = Kind::Level,
         .read = [](const Snapshot &now) { return static_cast<double>(now.pinned.depth); },
         .curve = LiveQuantity::Curve{.color = Quantity::Depth,
                                      .smallestTop = 4,
                                      .valueText =
                                          [](double depth) {
                                              return trQuantity("depth %1").arg(siText(depth));
                                          }}},
        {.name = "pinned_age_s",
         .title = trQuantity("Pinned"),
         .explanation = {},
         .kind = Kind::Level,
         .read = [](const Snapshot &now) { return seconds(now.pinned.age); },
         .curve =
             LiveQuantity::Curve{.color = Quantity::Age,
                                 .smallestTop = 0.5,
                                 .scale = 1e3, // in milliseconds, so that the axis has round steps
                                 .axisText = [](double ms) { return durationAxisText(ms * 1e-3); },
                                 .valueText = [](double ms) { return durationText(ms * 1e-3); }}},
        {.name = "pump_share",
         .title = trQuantity("Pump time"),
         .explanation = trQuantity("Share of the main thread's time spent in pinned behaviors."),
         .read = [](const Snapshot &now) { return seconds(now.reading.statistics.pumpTime); },
         .curve = LiveQuantity::Curve{
             .color = Quantity::Pump,
             .scale = 100,
             .axisText = [](double percent) { return axisText(percent) + QStringLiteral(" %"); },
             .valueText = [](double percent) { return siText(percent) + QStringLiteral(" %"); }},
         .total = "pump_s"},
    };
    return all;
}

LiveQuantity ownRate(std::string name, std::size_t counter)
{
    return {.name = std::move(name), .read = [counter](const Snapshot &now) {
                const std::vector<std::uint64_t> &counters = now.reading.counters;
                return counters.empty() ? 0.0 : static_cast<double>(counters.at(counter));
            }};
}

} // namespace cownscope::ui
