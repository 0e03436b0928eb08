// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/results/result_document.h"

#include <concepts>
#include <type_traits>

namespace cownscope::lab {

// The names of each part of a result file, in the order of the file; used by the reader and by the
// writer. `field` is called with a name and its member:
//
//   field.required(name, member)  an error if missing
//   field.always(name, member)    always written, an empty optional as null; may be missing
//   field.addition(name, member)  not written if the optional is empty
template <typename Self, typename Part>
concept IsPart = std::same_as<std::remove_cvref_t<Self>, Part>;

template <IsPart<Repeat> Self, typename Field>
void describe(Self &self, Field &field)
{
    field.always("repeat_index", self.repeatIndex);
    field.addition("completed_behaviors", self.completedBehaviors);
    field.required("elapsed_s", self.elapsedSeconds);
    field.required("throughput", self.throughput);
    field.always("wall_clock_ns_start", self.wallClockNsStart);
    field.addition("scheduler_stats", self.schedulerStats);
    field.addition("queue_stats", self.queueStats);
    field.addition("derived", self.derived);
}

template <IsPart<PointError> Self, typename Field>
void describe(Self &self, Field &field)
{
    field.required("message", self.message);
    field.always("stderr_tail", self.stderrTail);
}

template <IsPart<Point> Self, typename Field>
void describe(Self &self, Field &field)
{
    field.required("inputs", self.inputs);
    field.required("repeats", self.repeats);
    field.always("throughput_mean", self.throughputMean);
    field.always("throughput_stdev", self.throughputStdev);
    field.always("throughput_min", self.throughputMin);
    field.always("throughput_max", self.throughputMax);
    field.addition("throughput_median", self.throughputMedian);
    field.addition("throughput_mad", self.throughputMad);
    field.addition("throughput_ci95", self.throughputCi95);
    field.always("error", self.error);
}

template <IsPart<Sweep> Self, typename Field>
void describe(Self &self, Field &field)
{
    field.required("axis", self.axis);
    field.always("values", self.values);
    field.always("fixed", self.fixed);
}

template <IsPart<Metadata> Self, typename Field>
void describe(Self &self, Field &field)
{
    field.always("hostname", self.hostname);
    field.always("platform", self.platform);
    field.always("cpu_count", self.cpuCount);
    field.addition("physical_cpu_count", self.physicalCpuCount);
    field.addition("cpu_model", self.cpuModel);
    field.addition("cpu_affinity", self.cpuAffinity);
    field.addition("program", self.program);
    field.addition("version", self.version);
    field.addition("compiler", self.compiler);
    field.addition("build_type", self.buildType);
    field.always("git_sha", self.gitSha);
    field.always("started_at", self.startedAt);
    field.always("finished_at", self.finishedAt);
    field.always("argv", self.argv);
    field.always("interrupted", self.interrupted);
}

template <IsPart<Document> Self, typename Field>
void describe(Self &self, Field &field)
{
    field.required("metadata", self.metadata);
    field.required("sweep", self.sweep);
    field.required("points", self.points);
}

} // namespace cownscope::lab
