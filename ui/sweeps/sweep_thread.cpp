// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sweeps/sweep_thread.h"

#include "base/attempt.h"
#include "lab/machine/machine.h"
#include "lab/sweep/quietness.h"
#include "lab/sweep/result_sink.h"
#include "link/thread.h"
#include "ui/post.h"
#include "ui/simulation/worker_priority.h"

#include <algorithm>

namespace cownscope::ui {

using Clock = std::chrono::steady_clock;

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

SweepThread::SweepThread(SweepJob job, SweepListener listener, Post post)
    : m_job(std::move(job))
    , m_listener(std::move(listener))
    , m_post(std::move(post))
    , m_thread(link::startThread("cown sweep", [this] { run(); }))
{ }

SweepThread::~SweepThread()
{
    m_control.insist(); // nobody will see how the running child ends
    m_thread.join();
}

void SweepThread::run()
{
    SweepOutcome outcome{.interrupted = true, .file = m_job.file};
    // Children inherit it, and leave the window its share of the processors.
    unsigned workers = 1;
    for (const lab::PlannedPoint &point : m_job.points)
        workers = std::max(workers, point.experiment.workers);
    beOneOf(workers);
    const Outcome carriedOut = attempt<std::runtime_error>(
        "The experiment ends too early", [&] { outcome = carryOut(); });
    untilThereIsMemory([&] {
        m_post([this, outcome, carriedOut] {
            if (!carriedOut)
                m_listener.warned(carriedOut.reason());
            m_listener.ended(outcome);
        });
    });
}

SweepOutcome SweepThread::carryOut()
{
    lab::Document document =
        lab::documentFor(m_job.plan, lab::describeRun("cownscope", m_job.arguments));
    lab::SweepHooks heard = hooks();
    lab::ResultSink sink{m_job.file, heard.warning};
    heard.keep = [&](const lab::Document &now) {
        sink.keep(now);
        deliver(now);
    };
    heard.keep(document);
    lab::runSweep(document, m_job.points, m_job.runs, m_job.children, heard, m_control);
    sink.complete(document);
    for (const std::string &noise : lab::noiseOf(document))
        heard.warning(noise);
    return {document.metadata.interrupted, sink.path()};
}

lab::SweepHooks SweepThread::hooks()
{
    lab::SweepHooks hooks;
    hooks.begun = [this](const lab::RunPlace &place) {
        m_runBegan = Clock::now();
        tell(m_listener.begun, place);
    };
    hooks.live = [this](const lab::LiveReport &report) { tell(m_listener.live, report); };
    hooks.snapshot = [this](const lab::LiveReport &report) { tell(m_listener.snapshot, report); };
    hooks.warning = [this](const std::string &sentence) { tell(m_listener.warned, sentence); };
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
    m_post([hear = m_listener.runEnded, place, seconds, error] {
        hear(place, seconds.count(), error);
    });
}

void SweepThread::deliver(const lab::Document &document)
{
    auto copy = std::make_shared<const lab::Document>(document);
    {
        const std::lock_guard lock{m_mutex};
        if (std::exchange(m_latest, std::move(copy)))
            return; // what was posted for the one before takes this one instead
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
