// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sweeps/sweep_runner.h"

#include "link/thread.h"
#include "ui/file_path.h"
#include "ui/simulation/worker_priority.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>
#include <chrono>
#include <exception>

namespace cownscope::ui {

using Clock = std::chrono::steady_clock;

SweepRunner::SweepRunner(const QString &program, QObject *parent)
    : QObject(parent)
    , m_program(program)
{ }

SweepRunner::~SweepRunner()
{
    if (m_control)
        m_control->insist(); // nobody will see how the running child ends
    if (m_thread.joinable())
        m_thread.join();
}

QString SweepRunner::defaultProgram()
{
    return QCoreApplication::applicationDirPath() + QStringLiteral("/cownbench");
}

std::optional<QString> SweepRunner::start(const lab::SweepPlan &plan, const QString &file)
{
    if (isRunning())
        return tr("An experiment runs already.");
    if (const QFileInfo info{m_program}; !info.isFile() || !info.isExecutable())
        return tr("Experiments need the program %1, which is missing.").arg(m_program);
    SweepJob job{.plan = plan};
    try {
        job = jobFor(plan, m_program.toStdString());
    } catch (const lab::ConfigurationError &error) {
        return QString::fromStdString(error.what());
    }
    job.file = filePath(file);
    const QStringList arguments = QCoreApplication::arguments();
    for (const QString &argument : arguments)
        job.arguments.push_back(argument.toStdString());

    try {
        m_job = std::make_unique<const SweepJob>(std::move(job));
        m_control = std::make_unique<lab::RunControl>();
        m_timeLeft.emplace(m_job->points, m_job->runs);
        m_thread = link::startThread("cown sweep", [this] { work(); });
    } catch (const std::exception &error) { // no descriptor, no thread or no memory
        forget();
        return tr("The experiment cannot be started: %1.").arg(QString::fromUtf8(error.what()));
    }
    m_sinceRun.invalidate();
    m_runsDone = 0;
    m_file = file;
    Q_EMIT begun();
    return std::nullopt;
}

void SweepRunner::forget()
{
    m_job.reset();
    m_control.reset();
    m_timeLeft.reset();
}

void SweepRunner::stop()
{
    if (m_control)
        m_control->stop();
}

void SweepRunner::requestSnapshot()
{
    if (m_control)
        m_control->requestSnapshot();
}

bool SweepRunner::isStopping() const
{
    return m_control && m_control->stopRequested();
}

std::optional<double> SweepRunner::secondsLeft() const
{
    if (!m_timeLeft)
        return std::nullopt;
    if (!m_sinceRun.isValid())
        return m_timeLeft->seconds();
    return m_timeLeft->seconds(m_point, static_cast<double>(m_sinceRun.elapsed()) * 1e-3);
}

// On the sweep's thread, as are the hooks.
void SweepRunner::work()
{
    SweepOutcome outcome{.interrupted = true, .file = m_job->file};
    // Children inherit it, and leave the window its share of the processors.
    unsigned workers = 1;
    for (const lab::PlannedPoint &point : m_job->points)
        workers = std::max(workers, point.experiment.workers);
    beOneOf(workers);
    try {
        outcome = carryOut(*m_job, hooks(), *m_control);
    } catch (const std::exception &error) {
        post([this, sentence = QString::fromUtf8(error.what())] { Q_EMIT warned(sentence); });
    }
    post([this, outcome] { finish(outcome); });
}

lab::SweepHooks SweepRunner::hooks()
{
    auto began = std::make_shared<Clock::time_point>();
    const auto seconds = [began] {
        return std::chrono::duration<double>{Clock::now() - *began}.count();
    };
    lab::SweepHooks hooks;
    hooks.begun = [this, began](const lab::RunPlace &place) {
        *began = Clock::now();
        post([this, place] {
            m_point = place.run.point;
            m_sinceRun.start();
            Q_EMIT runBegun(place);
        });
    };
    hooks.live = [this](const lab::LiveReport &report) {
        post([this, report] { Q_EMIT live(report); });
    };
    hooks.snapshot = [this](const lab::LiveReport &report) {
        post([this, report] { Q_EMIT snapshot(report); });
    };
    hooks.warning = [this](const std::string &sentence) {
        post([this, text = QString::fromStdString(sentence)] { Q_EMIT warned(text); });
    };
    hooks.measured = [this, seconds](const lab::RunPlace &place, const lab::Repeat &) {
        post([this, place, taken = seconds()] { endRun(place, taken, std::nullopt); });
    };
    hooks.failed = [this, seconds](const lab::RunPlace &place, const lab::PointError &error) {
        post([this, place, taken = seconds(), text = QString::fromStdString(error.message)] {
            endRun(place, taken, text);
        });
    };
    hooks.keep = [this](const lab::Document &document) { deliver(document); };
    return hooks;
}

void SweepRunner::deliver(const lab::Document &document)
{
    auto copy = std::make_shared<const lab::Document>(document);
    bool isFirst = false;
    {
        const std::lock_guard lock{m_mutex};
        isFirst = !m_latest;
        m_latest = std::move(copy);
    }
    if (!isFirst)
        return; // what was posted for the one before takes this one instead
    post([this] {
        DocumentPointer latest;
        {
            const std::lock_guard lock{m_mutex};
            latest = std::exchange(m_latest, nullptr);
        }
        Q_EMIT documentChanged(latest);
    });
}

void SweepRunner::endRun(const lab::RunPlace &place, double seconds,
                         const std::optional<QString> &problem)
{
    m_sinceRun.invalidate();
    if (problem) { // a point that failed gets no more
        m_timeLeft->skipped(place.run.point);
        Q_EMIT warned(tr("%1: %2").arg(QString::fromStdString(m_job->points[place.run.point].label),
                                       *problem));
    } else {
        m_timeLeft->done(place.run.point, seconds);
    }
    m_runsDone = place.number + 1;
    Q_EMIT runEnded(place);
}

void SweepRunner::finish(const SweepOutcome &outcome)
{
    m_thread.join(); // this was the last that it did
    forget();
    m_file = QString::fromStdString(outcome.file.string());
    Q_EMIT ended(outcome.interrupted);
}

} // namespace cownscope::ui
