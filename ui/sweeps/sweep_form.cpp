// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sweeps/sweep_form.h"

#include "lab/sweep/time_left.h"
#include "ui/controls/number_box.h"
#include "ui/controls/section.h"
#include "ui/simulation/live_configuration.h"
#include "ui/style/short_names.h"
#include "ui/sweeps/notice.h"
#include "ui/sweeps/workload_form.h"
#include "ui/widgets.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>
#include <limits>

namespace cownscope::ui {
namespace {

constexpr double Longest = 86400; // seconds
constexpr int MostRepeats = 10'000;

NumberBox *secondsBox(double least, double value, QWidget *parent)
{
    auto *box = new NumberBox{least, Longest, 2, parent};
    box->setSuffix(QStringLiteral(" s"));
    box->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    box->setValue(value);
    return box;
}

NumberBox *numberBox(int least, int most, int value, QWidget *parent)
{
    auto *box = new NumberBox{static_cast<double>(least), static_cast<double>(most), 0, parent};
    box->setValue(value);
    return box;
}

// Finds input such as "12,5", which is read as two values, though the user may mean 12.5.
QString doubtfulComma(const QString &values)
{
    static const QRegularExpression between{QStringLiteral("\\d+,\\d+")};
    return values.contains(u';') ? QString{} : between.match(values).captured();
}

QString usualValues(const lab::Option &axis)
{
    QStringList texts;
    for (const lab::Json &value : axis.sweepValues)
        texts.append(QString::fromStdString(lab::axisValueText(value)));
    return texts.join(QStringLiteral(", "));
}

} // namespace

SweepForm::SweepForm(Live live, QWidget *parent)
    : QWidget(parent)
    , m_live(std::move(live))
    , m_workload(new QComboBox{this})
    , m_axis(new QComboBox{this})
    , m_values(new QLineEdit{this})
    , m_valuesProblem(new Notice{Notice::Kind::Problem, this})
    , m_repeats(numberBox(1, MostRepeats, 5, this))
    , m_duration(secondsBox(0.01, 2, this))
    , m_warmup(secondsBox(0, lab::usualWarmupSeconds(2), this))
    , m_order(new QComboBox{this})
    , m_seed(numberBox(0, std::numeric_limits<int>::max(), 1, this))
    , m_problem(new Notice{Notice::Kind::Problem, this})
    , m_warnings(new Notice{Notice::Kind::Warning, this})
    , m_estimate(new QLabel{this})
    , m_outcome(new Notice{Notice::Kind::Remark, this})
    , m_outcomeWarnings(new Notice{Notice::Kind::Warning, this})
    , m_run(new QPushButton{tr("Run"), this})
{
    auto *content = new QWidget;
    auto *column = new QVBoxLayout{content};
    column->setContentsMargins(12, 4, 12, 10);
    column->setSpacing(6);
    auto *section = new Section{tr("Experiment"), content};
    column->addWidget(section);
    addWorkloads(content);
    addPlan(section);
    auto *useLive = new QPushButton{tr("Use the live controls"), content};
    useLive->setToolTip(tr("Copies the workload, sizes, rules and workers from the page Live."));
    connect(useLive, &QPushButton::clicked, this, [this] { setConfiguration(m_live()); });
    column->addWidget(useLive);
    column->addStretch(1);

    auto *area = new QScrollArea{this};
    scrollVertically(area, content);
    area->setFocusPolicy(Qt::NoFocus); // only its contents take the focus

    m_run->setObjectName(QStringLiteral("run"));
    m_run->setToolTip(tr("Run this experiment (Ctrl+R)"));
    m_problem->setObjectName(QStringLiteral("problem"));
    m_warnings->setObjectName(QStringLiteral("warnings"));
    m_estimate->setObjectName(QStringLiteral("estimate"));
    m_outcome->setObjectName(QStringLiteral("outcome"));
    m_outcomeWarnings->setObjectName(QStringLiteral("outcomeWarnings"));
    auto *foot = new QWidget{this};
    auto *footColumn = new QVBoxLayout{foot};
    footColumn->setContentsMargins(12, 6, 12, 10);
    footColumn->setSpacing(6);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_outcome, m_outcomeWarnings, m_problem,
                                                            m_warnings, m_estimate, m_run})
        footColumn->addWidget(widget);
    columnIn(this, {area, foot})->setStretch(0, 1);

    connect(m_run, &QPushButton::clicked, this, &SweepForm::run);
    auto *action = new QAction{tr("Run"), this};
    action->setShortcut(Qt::CTRL | Qt::Key_R);
    action->setToolTip(m_run->toolTip());
    addAction(action); // active while the form is shown
    connect(action, &QAction::triggered, this, &SweepForm::run);
    chooseWorkload();
}

void SweepForm::addWorkloads(QWidget *content)
{
    for (const lab::Workload *workload : lab::workloads()) {
        m_workload->addItem(QString::fromStdString(workload->about().title));
        lab::Configuration configuration{*workload};
        configuration.workers = defaultWorkers();
        auto *form = new WorkloadForm{configuration, content};
        connect(form, &WorkloadForm::edited, this, &SweepForm::check);
        content->layout()->addWidget(form);
        m_workloads.push_back(form);
    }
}

void SweepForm::addPlan(Section *section)
{
    const auto row = [section](const char *name, const QString &label, QWidget *field,
                               const QString &toolTip) {
        field->setObjectName(QLatin1String{name});
        return section->addRow(label, field, toolTip);
    };
    m_order->addItem(tr("Random"), static_cast<int>(lab::Order::Random));
    m_order->addItem(tr("Sequential"), static_cast<int>(lab::Order::Sequential));
    m_valuesProblem->setObjectName(QStringLiteral("valuesProblem"));
    row("workload", tr("Workload"), m_workload, tr("The workload to measure."));
    row("axis", tr("Vary"), m_axis, tr("The parameter to vary from point to point."));
    row("values", tr("Values"), m_values,
        tr("Separate values by commas. With semicolons as separators, a comma is a decimal sign. "
           "Leave it empty for the default values."));
    section->addWide(m_valuesProblem);
    row("repeats", tr("Repeats"), m_repeats,
        tr("Number of measurements of each point, each in a fresh process."));
    QLabel *duration =
        row("duration", tr("Duration"), m_duration, tr("Duration of each measurement."));
    QLabel *warmup = row("warmup", tr("Warm-up"), m_warmup,
                         tr("Time that the workload runs before each measurement starts."));
    m_timing = {duration, m_duration, warmup, m_warmup};
    row("order", tr("Order"), m_order,
        tr("Random: one repeat of every point per round, in a new random order each round, so that "
           "changes on the machine affect all points equally. Sequential: all repeats of a point, "
           "then the next point."));
    row("seed", tr("Seed"), m_seed, tr("Seed of the workload and of the random order."));

    connect(m_workload, &QComboBox::currentIndexChanged, this, &SweepForm::chooseWorkload);
    connect(m_axis, &QComboBox::currentIndexChanged, this, &SweepForm::chooseAxis);
    connect(m_values, &QLineEdit::textChanged, this, &SweepForm::check);
    connect(m_repeats, &NumberBox::valueChanged, this, &SweepForm::check);
    connect(m_duration, &NumberBox::valueChanged, this, &SweepForm::followDuration);
    connect(m_warmup, &NumberBox::valueChanged, this, [this] {
        m_warmupFollows = false;
        check();
    });
    for (const NumberBox *box : {m_repeats, m_duration, m_warmup, m_seed})
        connect(box, &NumberBox::statusChanged, this, &SweepForm::check);
    connect(m_order, &QComboBox::currentIndexChanged, this, &SweepForm::check);
    connect(m_seed, &NumberBox::valueChanged, this, &SweepForm::check);
}

WorkloadForm *SweepForm::workload() const
{
    return m_workloads[static_cast<std::size_t>(m_workload->currentIndex())];
}

std::string SweepForm::axis() const
{
    return m_axis->currentData().toString().toStdString();
}

void SweepForm::chooseWorkload()
{
    const lab::Workload &chosen = workload()->workload();
    for (WorkloadForm *form : m_workloads)
        form->setVisible(form == workload());
    for (QWidget *widget : m_timing)
        widget->setVisible(chosen.about().timing != lab::Timing::FixedWork);
    {
        const QSignalBlocker quiet{m_axis};
        m_axis->clear();
        for (const lab::Option *axis : lab::axesOf(chosen)) {
            const QString name = QString::fromStdString(axis->name);
            m_axis->addItem(readableName(name), name);
        }
        m_axis->addItem(tr("Nothing"), QString::fromLatin1(lab::NoAxis));
    }
    chooseAxis();
}

void SweepForm::chooseAxis()
{
    const bool varies = axis() != lab::NoAxis;
    workload()->setAxis(axis());
    const QSignalBlocker quiet{m_values};
    m_values->clear();
    m_values->setEnabled(varies);
    m_values->setPlaceholderText(varies ? usualValues(lab::axisOf(workload()->workload(), axis()))
                                        : QString{});
    check();
}

void SweepForm::followDuration()
{
    if (m_warmupFollows) {
        const QSignalBlocker quiet{m_warmup};
        m_warmup->setValue(lab::usualWarmupSeconds(m_duration->value()));
    }
    check();
}

lab::Experiment SweepForm::experiment() const
{
    lab::Experiment base{workload()->configuration()};
    workload()->workload().option("seed").set(base, m_seed->value());
    base.durationSeconds = m_duration->value();
    base.warmupSeconds = m_warmup->value();
    return base;
}

// Throws ConfigurationError if the values are invalid.
lab::SweepPlan SweepForm::planned() const
{
    const lab::Experiment base = experiment();
    return {.base = base,
            .axis = axis(),
            .values = lab::parseSweepValues(workload()->workload(), axis(),
                                            m_values->text().toStdString()),
            .repeats = static_cast<std::uint32_t>(m_repeats->value()),
            .order = static_cast<lab::Order>(m_order->currentData().toInt()),
            .orderSeed = static_cast<std::uint64_t>(m_seed->value())};
}

// Fails if a number field has a problem; such a field does not show the number that would be
// measured.
Outcome SweepForm::statusOfNumbers() const
{
    for (const NumberBox *box : {m_repeats, m_duration, m_warmup, m_seed}) {
        if (box->isHidden())
            continue;
        if (const Outcome status = box->status(); !status)
            return Outcome::failure(box->accessibleName().toStdString() + ": " + status.reason());
    }
    return workload()->status();
}

void SweepForm::check()
{
    m_plan.reset();
    setOutcome({}, {}); // it belongs to the previous plan
    m_problem->setSentence({});
    m_valuesProblem->setSentence({});
    try {
        m_plan = planned();
    } catch (const lab::ConfigurationError &error) {
        m_valuesProblem->setSentence(tr("The list %1").arg(QString::fromStdString(error.what())));
    }
    if (const Outcome status = statusOfNumbers(); !status) {
        m_plan.reset();
        m_problem->setSentence(QString::fromStdString(status.reason()));
    }
    showEstimate();
    m_run->setEnabled(m_plan.has_value());
}

void SweepForm::showEstimate()
{
    QStringList warnings;
    QString estimate;
    if (m_plan) {
        try {
            const QString doubtful = doubtfulComma(m_values->text());
            if (!doubtful.isEmpty()
                && !lab::axisOf(*m_plan->base.workload, axis()).parse("1.5").is_null())
                warnings.append(tr("“%1” is read as two values. If you separate values by "
                                   "semicolons, a comma is a decimal sign")
                                    .arg(doubtful));
            const auto points = lab::plannedPoints(*m_plan);
            for (const std::string &warning : lab::warningsAbout(*m_plan, points))
                warnings.append(QString::fromStdString(warning));
            const auto runs = lab::plannedRuns(points.size(), m_plan->repeats, m_plan->order, 1);
            const auto seconds = lab::TimeLeft{points, runs}.seconds();
            estimate = runs.size() == 1 ? tr("1 run") : tr("%1 runs").arg(runs.size());
            if (seconds)
                estimate +=
                    QStringLiteral(", ") + QString::fromStdString(lab::roughDuration(*seconds));
        } catch (const lab::ConfigurationError &error) {
            m_plan.reset();
            m_problem->setSentence(QString::fromStdString(error.what()));
        }
    }
    m_warnings->setSentences(warnings);
    m_estimate->setText(estimate);
}

void SweepForm::setConfiguration(const lab::Configuration &base)
{
    const auto form = std::ranges::find_if(
        m_workloads, [&](const WorkloadForm *each) { return &each->workload() == base.workload; });
    m_workload->setCurrentIndex(static_cast<int>(form - m_workloads.begin()));
    workload()->setConfiguration(base);
    check();
}

void SweepForm::focusFirstField()
{
    m_values->setFocus();
}

void SweepForm::setOutcome(const QString &sentence, const QStringList &warnings)
{
    m_outcome->setSentence(sentence);
    m_outcomeWarnings->setSentences(warnings);
}

void SweepForm::setProblem(const QString &sentence)
{
    m_problem->setSentence(sentence);
}

void SweepForm::run()
{
    if (m_plan)
        Q_EMIT runRequested(*m_plan);
}

} // namespace cownscope::ui
