// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sweeps/sweep_thread.h"

#include "base/attempt.h"
#include "lab/machine/machine.h"
#include "lab/sweep/quietness.h"
#include "lab/sweep/result_sink.h"
#include "link/thread.h"
#include "ui/simulation/worker_priority.h"

#include <algorithm>

namespace cownscope::ui {

using Clock = std::chrono::steady_clock;

SweepJob makeJob(lab::SweepPlan plan, const std::string &program)
{
    SweepJob job{.plan = std::move(plan)};
    job.plan.base.schedulerStats = true;
    job.points = lab::plannedPoints(job.plan);
    job.runs =
        lab::plannedRuns(job.points.size(), job.plan.repeats, job.plan.order, job.plan.orderSeed);
    job.children.program = program;
    return job;
}

SweepThread::SweepThread(SweepJob job, SweepListener listener, Post post)
    : m_job(std::move(job))
    , m_listener(std::move(listener))
    , m_post(std::move(post))
    , m_thread(link::startThread("cown sweep", [this] { run(); }))
{ }

SweepThread::~SweepThread()
{
    m_control.insist(); // kills the running child at once
    m_thread.join();
}

void SweepThread::run()
{
    SweepOutcome outcome{.interrupted = true, .file = m_job.file};
    // Child processes inherit the priority, so that the window gets its share of the processors.
    unsigned workers = 1;
    for (const lab::PlannedPoint &point : m_job.points)
        workers = std::max(workers, point.experiment.workers);
    lowerPriority(workers);
    const Outcome completed =
        attempt<std::runtime_error>("The experiment stopped early", [&] { outcome = runJob(); });
    untilThereIsMemory([&] {
        m_post([this, outcome, completed] {
            if (!completed)
                m_listener.warned(completed.reason());
            m_listener.ended(outcome);
        });
    });
}

SweepOutcome SweepThread::runJob()
{
    lab::Document document =
        lab::documentFor(m_job.plan, lab::describeRun("cownscope", m_job.arguments));
    lab::SweepHooks kept = hooks();
    lab::ResultSink sink{m_job.file, kept.warning};
    kept.keep = [&](const lab::Document &now) {
        sink.keep(now);
        deliver(now);
    };
    kept.keep(document);
    lab::runSweep(document, m_job.points, m_job.runs, m_job.children, kept, m_control);
    sink.complete(document);
    for (const std::string &noise : lab::noiseOf(document))
        kept.warning(noise);
    return {document.metadata.interrupted, sink.path()};
}

lab::SweepHooks SweepThread::hooks()
{
    lab::SweepHooks hooks;
    hooks.begun = [this](const lab::RunPlace &place) {
        m_runBegan = Clock::now();
        notify(m_listener.begun, place);
    };
    hooks.live = [this](const lab::LiveReport &report) { notify(m_listener.live, report); };
    hooks.snapshot = [this](const lab::LiveReport &report) { notify(m_listener.snapshot, report); };
    hooks.warning = [this](const std::string &sentence) { notify(m_listener.warned, sentence); };
    hooks.measured = [this](const lab::RunPlace &place, const lab::Repeat &) {
        endRun(place, std::nullopt);
    };
    hooks.failed = [this](const lab::RunPlace &place, const lab::PointError &error) {
        endRun(place, error);
    };
    return hooks;
}

void SweepThread::endRun(const lab::RunPlace &place, const std::optional<lab::PointError> &error)
{
    const std::chrono::duration<double> seconds = Clock::now() - m_runBegan;
    m_post([callback = m_listener.runEnded, place, seconds, error] {
        callback(place, seconds.count(), error);
    });
}

void SweepThread::deliver(const lab::Document &document)
{
    auto copy = std::make_shared<const lab::Document>(document);
    {
        const std::lock_guard lock{m_mutex};
        if (std::exchange(m_latest, std::move(copy)))
            return; // the call that is already queued delivers this one
    }
    m_post([this] {
        std::shared_ptr<const lab::Document> latest;
        {
            const std::lock_guard lock{m_mutex};
            latest = std::exchange(m_latest, nullptr);
        }
        m_listener.documentChanged(latest);
    });
}

} // namespace cownscope::ui
