// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sweeps/sweep_monitor.h"

#include "lab/experiments/axis.h"
#include "ui/charts/time_chart.h"
#include "ui/style/quantity_text.h"
#include "ui/style/theme.h"
#include "ui/sweeps/notice.h"
#include "ui/sweeps/worker_rates.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include <cmath>

namespace cownscope::ui {
namespace {

constexpr int Fine = 1000;        // steps of the progress bar
constexpr int Stale = 400;        // ms without a report, after which nothing is assumed to run
constexpr int TallestChart = 260; // pixels
constexpr int MostWarnings = 4;   // that are shown

QString planText(const SweepJob &job)
{
    const lab::SweepPlan &plan = job.plan;
    const QString workload = QString::fromStdString(plan.base.workload->about().name);
    if (plan.axis == lab::NoAxis)
        return workload;
    QStringList values;
    for (const lab::Json &value : plan.values)
        values.append(QString::fromStdString(lab::axisValueText(value)));
    return SweepMonitor::tr("%1 over %2: %3")
        .arg(workload, QString::fromStdString(plan.axis), values.join(QStringLiteral(", ")));
}

QString phaseText(const std::string &phase)
{
    if (phase == "preparing")
        return SweepMonitor::tr("preparing");
    if (phase == "warming up")
        return SweepMonitor::tr("warming up");
    if (phase == "measuring")
        return SweepMonitor::tr("measuring");
    return SweepMonitor::tr("finishing");
}

QLabel *boldLabel(double scale, QWidget *parent)
{
    auto *label = new QLabel{parent};
    QFont font = boldFont(label->font());
    font.setPointSizeF(font.pointSizeF() * scale);
    label->setFont(font);
    return label;
}

} // namespace

SweepMonitor::SweepMonitor(SweepRunner *runner, QWidget *parent)
    : QWidget(parent)
    , m_runner(runner)
    , m_plan(new QLabel{this})
    , m_progress(new QProgressBar{this})
    , m_left(new QLabel{this})
    , m_point(boldLabel(1, this))
    , m_phase(new QLabel{this})
    , m_throughput(boldLabel(1.6, this))
    , m_workers(new WorkerRates{this})
    , m_notice(new Notice{Notice::Kind::Warning, this})
    , m_stop(new QPushButton{tr("Stop"), this})
{
    m_plan->setWordWrap(true);
    m_progress->setTextVisible(false);
    m_progress->setObjectName(QStringLiteral("progress"));
    m_left->setObjectName(QStringLiteral("left"));
    m_point->setObjectName(QStringLiteral("point"));
    m_throughput->setObjectName(QStringLiteral("throughput"));
    m_stop->setObjectName(QStringLiteral("stop"));
    m_stop->setToolTip(tr("Stop the experiment and keep its results (Esc)"));
    auto *chart =
        new TimeChart{tr("Throughput"), &m_history, {{Quantity::Steps, 10, {}, [this](double) {
                                                          return m_unit + QStringLiteral("/s");
                                                      }}}};
    chart->setMaximumHeight(TallestChart);
    chart->setToolTip(tr("Throughput that the measuring child process reports while it runs."));

    auto *column = new QVBoxLayout{this};
    column->setContentsMargins(12, 10, 12, 10);
    column->setSpacing(6);
    // Not at the position of the Run button in the form: a late click must not start another sweep.
    auto *top = new QHBoxLayout;
    top->setSpacing(8);
    top->addWidget(m_progress, 1);
    top->addWidget(m_stop);
    column->addLayout(top);
    for (QWidget *widget :
         std::initializer_list<QWidget *>{m_plan, m_left, m_point, m_phase, m_throughput})
        column->addWidget(widget);
    column->addWidget(chart, 1000);
    column->addWidget(m_workers);
    column->addWidget(m_notice);
    column->addStretch(1); // space that the chart does not take

    const auto stop = [this] {
        m_runner->stop();
        showProgress();
    };
    connect(m_stop, &QPushButton::clicked, this, stop);
    auto *action = new QAction{tr("Stop"), this};
    action->setShortcut(Qt::Key_Escape);
    action->setToolTip(m_stop->toolTip());
    addAction(action); // active while the monitor is shown
    connect(action, &QAction::triggered, this, stop);
    connect(runner, &SweepRunner::begun, this, &SweepMonitor::begin);
    connect(runner, &SweepRunner::runBegun, this, &SweepMonitor::beginRun);
    connect(runner, &SweepRunner::live, this, &SweepMonitor::read);
    connect(runner, &SweepRunner::warned, this, &SweepMonitor::warn);
    connect(runner, &SweepRunner::ended, &m_timer, &QTimer::stop);
    connect(&m_timer, &QTimer::timeout, this, &SweepMonitor::tick);
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(static_cast<int>(std::lround(TimeChartModel::Interval * 1000)));
}

void SweepMonitor::begin()
{
    m_plan->setText(planText(*m_runner->job()));
    m_unit = QString::fromStdString(m_runner->job()->plan.base.workload->about().unit);
    m_warnings.clear();
    m_notice->setSentences({});
    m_point->clear();
    m_history.clear();
    m_throughput->setText(QStringLiteral("–"));
    m_workers->setRates({});
    m_rate.reset();
    m_share = 0;
    m_clock.start();
    m_timer.start();
    tick();
}

void SweepMonitor::beginRun(const lab::RunPlace &place)
{
    const SweepJob &job = *m_runner->job();
    const QString label = QString::fromStdString(job.points[place.run.point].label);
    m_point->setText(
        job.plan.repeats == 1
            ? label
            : tr("%1, repeat %2 of %3").arg(label).arg(place.run.repeat + 1).arg(job.plan.repeats));
    m_share = 0;
    m_rates.clear();
    m_rate.reset();
    m_history.beginSection(); // throughputs of points may differ by orders of magnitude
    m_phase->setText(tr("starting"));
    showProgress();
}

void SweepMonitor::read(const lab::LiveReport &report)
{
    std::vector<double> counters{static_cast<double>(report.units)};
    for (const std::uint64_t executed : report.executed)
        counters.push_back(static_cast<double>(executed));
    m_rates.add(static_cast<double>(m_clock.elapsed()) * 1e-3, std::move(counters));
    if (m_rates.hasRates()) {
        const std::vector<double> rates = m_rates.rates(5);
        m_rate = rates.front();
        m_workerRates.assign(rates.begin() + 1, rates.end());
    }
    m_sinceReport.start();
    m_phase->setText(phaseText(report.phase));
    if (report.phase == "measuring" && report.plannedSeconds && *report.plannedSeconds > 0)
        m_share = std::min(1.0, report.elapsedSeconds / *report.plannedSeconds);
}

void SweepMonitor::warn(const QString &sentence)
{
    if (m_warnings.contains(sentence))
        return;
    m_warnings.append(sentence);
    m_notice->setSentences(
        m_warnings.mid(std::max<qsizetype>(0, m_warnings.size() - MostWarnings)));
}

void SweepMonitor::tick()
{
    showProgress();
    if (!m_rate || m_sinceReport.hasExpired(Stale))
        return; // between two runs, so this gap must not be drawn as zero throughput
    m_history.append({*m_rate});
    if (m_ticks++ % 3 != 0)
        return; // digits that change faster are unreadable
    m_throughput->setText(tr("%1 %2/s").arg(siText(*m_rate), m_unit));
    m_workers->setRates(m_workerRates);
}

void SweepMonitor::showProgress()
{
    const SweepJob *job = m_runner->job();
    if (!job)
        return;
    const auto count = static_cast<double>(job->runs.size());
    const auto done = static_cast<double>(m_runner->runsDone());
    m_progress->setRange(0, Fine);
    m_progress->setValue(static_cast<int>((done + m_share) / count * Fine));
    m_stop->setEnabled(!m_runner->isStopping());
    if (m_runner->isStopping()) {
        m_left->setText(tr("Stopping …"));
        return;
    }
    QString text = tr("Run %1 of %2")
                       .arg(std::min(m_runner->runsDone() + 1, job->runs.size()))
                       .arg(job->runs.size());
    if (const auto left = m_runner->secondsLeft())
        text += tr(", %1 left").arg(QString::fromStdString(lab::roughDuration(*left)));
    m_left->setText(text);
}

void SweepMonitor::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_stop->setFocus(); // so that Esc stops the sweep
}

} // namespace cownscope::ui
