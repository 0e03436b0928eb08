// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sweeps/sweep_runner.h"

#include "base/attempt.h"
#include "ui/file_path.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <exception>
#include <functional>
#include <utility>

namespace cownscope::ui {

SweepRunner::SweepRunner(const QString &program, QObject *parent)
    : QObject(parent)
    , m_program(program)
{ }

SweepRunner::~SweepRunner() = default;

QString SweepRunner::defaultProgram()
{
    return QCoreApplication::applicationDirPath() + QStringLiteral("/cownbench");
}

Outcome SweepRunner::start(const lab::SweepPlan &plan, const QString &file)
{
    if (isRunning())
        return Outcome::failure(tr("An experiment is already running.").toStdString());
    if (const QFileInfo info{m_program}; !info.isFile() || !info.isExecutable())
        return Outcome::failure(
            tr("Experiments need the program %1, which is missing.").arg(m_program).toStdString());
    Outcome started = attempt<lab::ConfigurationError>("The experiment cannot be started", [&] {
        SweepJob job = makeJob(plan, m_program.toStdString());
        job.file = filePath(file);
        const QStringList arguments = QCoreApplication::arguments();
        for (const QString &argument : arguments)
            job.arguments.push_back(argument.toStdString());
        m_timeLeft.emplace(job.points, job.runs);
        m_sweep = std::make_unique<SweepThread>(
            std::move(job), listener(), [this](std::function<void()> what) {
                QMetaObject::invokeMethod(this, std::move(what), Qt::QueuedConnection);
            });
    });
    if (!started) {
        m_timeLeft.reset();
        return started;
    }
    m_sinceRun.invalidate();
    m_runsDone = 0;
    m_file = file;
    Q_EMIT begun();
    return {};
}

void SweepRunner::stop()
{
    if (m_sweep)
        m_sweep->stop();
}

void SweepRunner::requestSnapshot()
{
    if (m_sweep)
        m_sweep->requestSnapshot();
}

std::optional<double> SweepRunner::secondsLeft() const
{
    if (!m_timeLeft)
        return std::nullopt;
    if (!m_sinceRun.isValid())
        return m_timeLeft->seconds();
    return m_timeLeft->seconds(m_point, static_cast<double>(m_sinceRun.elapsed()) * 1e-3);
}

SweepListener SweepRunner::listener()
{
    return {
        .begun =
            [this](const lab::RunPlace &place) {
                m_point = place.run.point;
                m_sinceRun.start();
                Q_EMIT runBegun(place);
            },
        .live = [this](const lab::LiveReport &report) { Q_EMIT live(report); },
        .snapshot = [this](const lab::LiveReport &report) { Q_EMIT snapshot(report); },
        .warned =
            [this](const std::string &sentence) {
                Q_EMIT warned(QString::fromStdString(sentence));
            },
        .runEnded =
            [this](const lab::RunPlace &place, double seconds,
                   const std::optional<lab::PointError> &error) { endRun(place, seconds, error); },
        .documentChanged =
            [this](const DocumentPointer &document) { Q_EMIT documentChanged(document); },
        .ended = [this](const SweepOutcome &outcome) { finish(outcome); }};
}

void SweepRunner::endRun(const lab::RunPlace &place, double seconds,
                         const std::optional<lab::PointError> &error)
{
    m_sinceRun.invalidate();
    if (error) { // a failed point gets no more repeats
        m_timeLeft->skipped(place.run.point);
        Q_EMIT warned(
            tr("%1: %2").arg(QString::fromStdString(m_sweep->job().points[place.run.point].label),
                             QString::fromStdString(error->message)));
    } else {
        m_timeLeft->done(place.run.point, seconds);
    }
    m_runsDone = place.number + 1;
    Q_EMIT runEnded(place);
}

void SweepRunner::finish(const SweepOutcome &outcome)
{
    m_sweep.reset(); // joins the thread, which is about to end
    m_timeLeft.reset();
    m_file = QString::fromStdString(outcome.file.string());
    Q_EMIT ended(outcome.interrupted);
}

} // namespace cownscope::ui
