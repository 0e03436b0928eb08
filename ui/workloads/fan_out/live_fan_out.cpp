// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/fan_out/live_fan_out.h"

#include "ui/style/quantity_text.h"

#include <QCoreApplication>

namespace cownscope::ui {
namespace {

constexpr std::uint64_t MostProducers = 4096;
// Steps of each producer that are in memory with their children.
constexpr std::uint64_t StepsInMemory = 2;

const fanout::Options &fanOutOptions(const lab::Configuration &configuration)
{
    return configuration.options.as<lab::FanOutOptions>();
}

// The number of steps has no effect on a live run.
fanout::Options withoutEnd(fanout::Options options)
{
    options.producerSteps = fanout::Options().producerSteps;
    return options;
}

} // namespace

bool FanOutRun::accepts(const lab::Configuration &configuration) const
{
    return withoutEnd(running().options()) == withoutEnd(fanOutOptions(configuration));
}

Outcome LiveFanOut::validate(const lab::Configuration &configuration) const
{
    const fanout::Options &options = fanOutOptions(configuration);
    if (options.producers > MostProducers)
        return Outcome::failure("There would be " + std::to_string(options.producers)
                                + " producers, but the view can show at most "
                                + std::to_string(MostProducers) + '.');
    const std::uint64_t children =
        std::uint64_t{options.producers} * options.fanoutWidth * StepsInMemory;
    const std::uint64_t matrix =
        std::uint64_t{options.payloadRows} * options.payloadCols * sizeof(double);
    if (children * matrix > MostPayloadBytes)
        return Outcome::failure(
            "The matrices of the children would take " + std::to_string(children * matrix >> 20)
            + " MiB, but at most " + std::to_string(MostPayloadBytes >> 20)
            + " MiB are possible. Use fewer producers, fewer children or a smaller payload.");
    return {};
}

const std::vector<LiveQuantity> &LiveFanOut::quantities() const
{
    static const std::vector<LiveQuantity> own = [] {
        const auto text = [](const char *source) {
            return QCoreApplication::translate("cownscope::ui::LiveFanOut", source);
        };
        LiveQuantity children = ownRate("children_per_s", FanOutRun::Children);
        children.total = "completed_children";
        children.title = text("Children/s");
        children.explanation = text("Completed children (left scale), and those of them that were "
                                    "stolen from the worker that scheduled them (right scale).");
        children.curve = {.color = Quantity::Depth, .smallestTop = 10, .valueText = siText};
        LiveQuantity stolen = ownRate("stolen_children_per_s", FanOutRun::Stolen);
        stolen.total = "stolen_children";
        stolen.title = children.title;
        stolen.curve = {
            .color = Quantity::Age, .smallestTop = 10, .valueText = [text](double rate) {
                return text("stolen %1").arg(siText(rate));
            }};
        return std::vector{std::move(children), std::move(stolen)};
    }();
    return own;
}

} // namespace cownscope::ui
