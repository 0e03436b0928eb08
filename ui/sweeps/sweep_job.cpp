// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sweeps/sweep_job.h"

#include "lab/machine/machine.h"
#include "lab/sweep/quietness.h"
#include "lab/sweep/result_sink.h"

namespace cownscope::ui {

SweepJob jobFor(lab::SweepPlan plan, const std::string &program)
{
    SweepJob job{.plan = std::move(plan)};
    job.plan.base.schedulerStats = true;
    job.points = lab::plannedPoints(job.plan);
    job.runs =
        lab::plannedRuns(job.points.size(), job.plan.repeats, job.plan.order, job.plan.orderSeed);
    job.children.program = program;
    return job;
}

SweepOutcome carryOut(const SweepJob &job, const lab::SweepHooks &hooks, lab::RunControl &control)
{
    lab::Document document =
        lab::documentFor(job.plan, lab::describeRun("cownscope", job.arguments));
    lab::ResultSink sink{job.file, hooks.warning};
    lab::SweepHooks kept = hooks;
    kept.keep = [&](const lab::Document &now) {
        sink.keep(now);
        hooks.keep(now);
    };
    kept.keep(document);
    lab::runSweep(document, job.points, job.runs, job.children, kept, control);
    sink.complete(document);
    for (const std::string &noise : lab::noiseOf(document))
        hooks.warning(noise);
    return {document.metadata.interrupted, sink.path()};
}

} // namespace cownscope::ui
