// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sweeps/workload_fields.h"

#include "ui/engine/configuration.h"

#include <QCoreApplication>

namespace cownscope::ui {
namespace {

constexpr double MostOfASize = 1e9;
constexpr double MostPayload = 4096;

QString tr(const char *text)
{
    return QCoreApplication::translate("cownscope::ui::WorkloadField", text);
}

// A field whose number is where `member` finds it in the workload's own experiment.
template <typename Workload, typename Member>
WorkloadField field(WorkloadField described, Member member)
{
    described.get = [member](const lab::Experiment &experiment) {
        auto copy = std::get<Workload>(experiment);
        return static_cast<double>(member(copy));
    };
    described.set = [member](lab::Experiment &experiment, double value) {
        auto &number = member(std::get<Workload>(experiment));
        number = static_cast<std::remove_reference_t<decltype(number)>>(value);
    };
    return described;
}

template <typename Workload>
WorkloadField workersField()
{
    return field<Workload>(
        {.label = tr("Workers"),
         .toolTip = tr("Threads that run behaviors."),
         .axis = "workers",
         .inputs = {"workers"},
         .least = 1,
         .most = MostWorkers},
        [](Workload & one) -> auto & { return one.workers; });
}

template <typename Workload>
WorkloadField payloadField()
{
    WorkloadField payload{.label = tr("Payload"),
                          .toolTip = tr("Rows and columns of the matrix in each cown."),
                          .axis = "payload",
                          .inputs = {"payload_rows", "payload_cols"},
                          .least = 1,
                          .most = MostPayload};
    payload.get = [](const lab::Experiment &experiment) {
        return static_cast<double>(std::get<Workload>(experiment).options.payloadRows);
    };
    payload.set = [](lab::Experiment &experiment, double value) {
        auto &options = std::get<Workload>(experiment).options;
        options.payloadRows = options.payloadCols = static_cast<std::uint32_t>(value);
    };
    return payload;
}

std::vector<WorkloadField> ringFields()
{
    using Rings = lab::ChainRingExperiment;
    return {
        workersField<Rings>(),
        field<Rings>(
            {.label = tr("Iterations"),
             .toolTip = tr("A step multiplies iterations × group size times."),
             .axis = "iters",
             .inputs = {"iters"},
             .least = 1,
             .most = MostOfASize},
            [](Rings & one) -> auto & { return one.options.iters; }),
        field<Rings>(
            {.label = tr("Group size"),
             .toolTip = tr("Cowns that a step acquires."),
             .axis = "group-size",
             .inputs = {"group_size"},
             .least = 1,
             .most = MostOfASize},
            [](Rings & one) -> auto & { return one.options.groupSize; }),
        field<Rings>(
            {.label = tr("Ring size"),
             .toolTip = tr("Cowns in a ring."),
             .axis = {},
             .inputs = {"ring_size"},
             .least = 1,
             .most = MostOfASize},
            [](Rings & one) -> auto & { return one.options.ringSize; }),
        payloadField<Rings>(),
    };
}

std::vector<WorkloadField> fanOutFields()
{
    using Fan = lab::FanOutExperiment;
    return {
        workersField<Fan>(),
        field<Fan>(
            {.label = tr("Producers"),
             .toolTip = tr("0 makes one for every four workers."),
             .axis = "producers",
             .inputs = {"producers"},
             .least = 0,
             .most = MostOfASize,
             .zeroText = tr("auto")},
            [](Fan & one) -> auto & { return one.options.producers; }),
        field<Fan>(
            {.label = tr("Fan-out width"),
             .toolTip = tr("Children of a producer's step; 0 makes four for each worker."),
             .axis = "fanout-width",
             .inputs = {"fanout_width"},
             .least = 0,
             .most = MostOfASize,
             .zeroText = tr("auto")},
            [](Fan & one) -> auto & { return one.options.fanoutWidth; }),
        field<Fan>(
            {.label = tr("Child iterations"),
             .toolTip = tr("Products in a child."),
             .axis = "child-iters",
             .inputs = {"child_iters"},
             .least = 1,
             .most = MostOfASize},
            [](Fan & one) -> auto & { return one.options.childIters; }),
        field<Fan>(
            {.label = tr("Producer steps"),
             .toolTip = tr("Steps of each producer: how much there is to do."),
             .axis = "producer-steps",
             .inputs = {"producer_steps"},
             .least = 1,
             .most = 1e12},
            [](Fan & one) -> auto & { return one.options.producerSteps; }),
        payloadField<Fan>(),
    };
}

WorkloadField neighborsField()
{
    using Boids = lab::BoidsExperiment;
    WorkloadField neighbors{.label = tr("Neighbors"),
                            .toolTip = tr("Mean number that a boid sees at the start: sets the "
                                          "size of the world, anew for every point. 0 leaves the "
                                          "world as it is."),
                            .axis = {},
                            .inputs = {"neighbors", "world_width", "world_height", "turn_margin"},
                            .least = 0,
                            .most = 10000,
                            .decimals = 1,
                            .zeroText = tr("by the world")};
    neighbors.get = [](const lab::Experiment &experiment) {
        return std::get<Boids>(experiment).neighbors.value_or(0);
    };
    neighbors.set = [](lab::Experiment &experiment, double value) {
        auto &boids = std::get<Boids>(experiment);
        boids.neighbors = value > 0 ? std::optional{value} : std::nullopt;
    };
    return neighbors;
}

std::vector<WorkloadField> boidsFields()
{
    using Boids = lab::BoidsExperiment;
    return {
        workersField<Boids>(),
        field<Boids>(
            {.label = tr("Boids"),
             .toolTip = tr("How many boids fly."),
             .axis = "boids",
             .inputs = {"boids"},
             .least = 0,
             .most = boids::maxBoids},
            [](Boids & one) -> auto & { return one.options.boids; }),
        field<Boids>(
            {.label = tr("Visual range"),
             .toolTip = tr("How far a boid sees, in world units."),
             .axis = "visual-range",
             .inputs = {"visual_range"},
             .least = 0.1,
             .most = 1e5,
             .decimals = 1},
            [](Boids & one) -> auto & { return one.options.parameters.visualRange; }),
        neighborsField(),
    };
}

} // namespace

std::vector<WorkloadField> fieldsOf(const lab::Experiment &experiment)
{
    if (std::holds_alternative<lab::ChainRingExperiment>(experiment))
        return ringFields();
    if (std::holds_alternative<lab::FanOutExperiment>(experiment))
        return fanOutFields();
    return boidsFields();
}

} // namespace cownscope::ui
