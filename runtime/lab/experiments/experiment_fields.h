// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <type_traits>
#include <vector>

#include "lab/experiments/boids_experiment.h"
#include "lab/experiments/chain_ring_experiment.h"
#include "lab/experiments/fan_out_experiment.h"
#include "lab/results/result_fields.h"
#include "lab/scenes/scene_fields.h"

namespace cownscope::lab {

// The one list of names of each workload's configuration, in the order of the file, for reader and
// writer alike.

// A size where 0 stands for "derived" and null for 0.
template <typename Size, typename Field>
void describeSize(const char *name, Size &size, Field &field)
{
    std::optional<std::uint32_t> given;
    if (size != 0)
        given = size;
    field.always(name, given);
    if constexpr (!std::is_const_v<Size>)
        size = given.value_or(0);
}

template <IsPart<ChainRingExperiment> Self, typename Field>
void describe(Self &self, Field &field)
{
    auto &options = self.options;
    field.always("workers", self.workers);
    field.always("duration", self.durationSeconds);
    field.always("warmup", self.warmupSeconds);
    field.always("iters", options.iters);
    field.always("group_size", options.groupSize);
    field.always("stride", options.stride);
    describeSize("rings", options.rings, field);
    describeSize("chains_per_ring", options.chainsPerRing, field);
    field.always("ring_size", options.ringSize);
    field.always("payload_rows", options.payloadRows);
    field.always("payload_cols", options.payloadCols);
    field.always("repeats", self.repeats);
    field.always("null_payload", options.nullPayload);
    field.always("pinned_spinner", self.pinnedSpinner);
    field.always("pinned_spinner_sleep_s", self.pinnedSpinnerSleepSeconds);
    field.always("seed", options.seed);
}

template <IsPart<FanOutExperiment> Self, typename Field>
void describe(Self &self, Field &field)
{
    auto &options = self.options;
    field.always("workers", self.workers);
    describeSize("producers", options.producers, field);
    describeSize("fanout_width", options.fanoutWidth, field);
    field.always("child_iters", options.childIters);
    field.always("producer_steps", options.producerSteps);
    field.always("payload_rows", options.payloadRows);
    field.always("payload_cols", options.payloadCols);
    field.always("repeats", self.repeats);
    field.always("seed", options.seed);
}

template <IsPart<BoidsExperiment> Self, typename Field>
void describe(Self &self, Field &field)
{
    field.always("workers", self.workers);
    field.always("steps", self.steps); // before the duration, which is null with it
    std::optional<double> duration;
    if (!self.steps)
        duration = self.durationSeconds;
    field.always("duration", duration);
    if constexpr (!std::is_const_v<Self>)
        self.durationSeconds = duration.value_or(self.durationSeconds);
    field.always("warmup", self.warmupSeconds);
    field.always("boids", self.options.boids);
    field.always("neighbors", self.neighbors);
    field.always("seed", self.options.seed);
    field.always("repeats", self.repeats);
    describe(self.options.parameters, field);
    field.addition("kernel", self.kernel);
    field.addition("scene", self.scene);
    field.addition("second_species", self.options.second);
    // The number is for people, and so only written.
    std::optional<std::size_t> count;
    std::optional<std::vector<boids::Influence>> influences;
    if (!self.options.influences.empty()) {
        count = self.options.influences.size();
        influences = self.options.influences;
    }
    field.addition("influence_count", count);
    field.addition("influences", influences);
    if constexpr (!std::is_const_v<Self>)
        self.options.influences = influences.value_or(std::vector<boids::Influence>());
}

} // namespace cownscope::lab
