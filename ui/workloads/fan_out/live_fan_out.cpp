// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/fan_out/live_fan_out.h"

#include "ui/style/quantity_text.h"

#include <QCoreApplication>

namespace cownscope::ui {
namespace {

constexpr std::uint64_t MostProducers = 4096;
constexpr std::uint64_t MostPayloadBytes = std::uint64_t{1} << 30;
constexpr std::uint64_t StepsInMemory = 2; // of each producer, with their children

const fanout::Options &optionsOf(const lab::Configuration &configuration)
{
    return configuration.options.as<lab::FanOutOptions>();
}

// What the view and the pace count does not depend on how much there is to do.
fanout::Options withoutEnd(fanout::Options options)
{
    options.producerSteps = fanout::Options().producerSteps;
    return options;
}

} // namespace

bool FanOutRun::canTake(const lab::Configuration &configuration) const
{
    return withoutEnd(running().options()) == withoutEnd(optionsOf(configuration));
}

Outcome LiveFanOut::validate(const lab::Configuration &configuration) const
{
    const fanout::Options &options = optionsOf(configuration);
    if (options.producers > MostProducers)
        return Outcome::failure("There would be " + std::to_string(options.producers)
                                + " producers; a picture has room for "
                                + std::to_string(MostProducers) + '.');
    const std::uint64_t children =
        std::uint64_t{options.producers} * options.fanoutWidth * StepsInMemory;
    const std::uint64_t matrix =
        std::uint64_t{options.payloadRows} * options.payloadCols * sizeof(double);
    if (children * matrix > MostPayloadBytes)
        return Outcome::failure(
            "The matrices of the children would take " + std::to_string(children * matrix >> 20)
            + " MiB; fewer producers, fewer children or a smaller payload keep them under "
            + std::to_string(MostPayloadBytes >> 20) + " MiB.");
    return {};
}

std::unique_ptr<LiveRun> LiveFanOut::start(const lab::Configuration &configuration)
{
    return std::make_unique<FanOutRun>(optionsOf(configuration), m_sink);
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
        children.explanation =
            text("Children that ended (left scale), and of them those that a worker took from the "
                 "one that had scheduled them (right scale).");
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
