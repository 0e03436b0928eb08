// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controls/run_controls.h"

#include "ui/controls/number_box.h"
#include "ui/controls/number_field.h"
#include "ui/controls/section.h"
#include "ui/widgets.h"

#include <boc/processors.h>

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include <algorithm>
#include <limits>

namespace cownscope::ui {
namespace {

QToolButton *buttonFor(QAction *action, QWidget *parent)
{
    auto *button = new QToolButton{parent};
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    return button;
}

} // namespace

RunControls::RunControls(const RunActions &actions, std::vector<const lab::Workload *> workloads,
                         QWidget *parent)
    : QWidget(parent)
    , m_workloads(std::move(workloads))
    , m_workload(new QComboBox{this})
    , m_workers(new NumberBox{1, static_cast<double>(lab::MostWorkers), 0, this})
    , m_workersNote(new QLabel{this})
    , m_speed(new NumberField{{SlowestSpeed, FastestSpeed, 0, 0, 10, true, {}, {}}, this})
    , m_unlimited(new QCheckBox{tr("As fast as possible"), this})
    , m_stepPerFrame(new QCheckBox{tr("One step per frame"), this})
    , m_seed(new NumberBox{0, std::numeric_limits<int>::max(), 0, this})
{
    for (const lab::Workload *workload : m_workloads)
        m_workload->addItem(QString::fromStdString(workload->about().title));
    m_workers->setKeyboardTracking(false);
    m_seed->setKeyboardTracking(false);

    auto *section = new Section{tr("Run"), this};
    auto *buttons = new QWidget{this};
    auto *row = new QHBoxLayout{buttons};
    row->setContentsMargins(0, 0, 0, 4);
    row->setSpacing(6);
    for (QAction *action : {actions.pause, actions.step, actions.reset})
        row->addWidget(buttonFor(action, buttons));
    if (actions.record) {
        QToolButton *record = buttonFor(actions.record, buttons);
        record->setToolButtonStyle(Qt::ToolButtonIconOnly);
        record->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
        row->addWidget(record);
    }
    section->addWide(buttons);
    section->addRow(tr("Workload"), m_workload, tr("The workload that the workers run."));

    auto *workers = new QWidget{this};
    auto *workersRow = new QHBoxLayout{workers};
    workersRow->setContentsMargins(0, 0, 0, 0);
    workersRow->setSpacing(8);
    workersRow->addWidget(m_workers);
    workersRow->addWidget(m_workersNote, 1);
    section->addRow(tr("Workers"), workers,
                    tr("Number of threads that run behaviors. The flock does the same with any "
                       "number of workers."));
    m_speed->addTo(section, tr("Steps per second"),
                   tr("Speed of the flock, of each chain or of each producer."));
    section->addWide(m_unlimited);
    m_stepPerFrame->setToolTip(tr("The view requests a step when it has drawn the previous one. "
                                  "Every step is shown, and a slow view slows down the workers."));
    section->addWide(m_stepPerFrame);
    section->addRow(tr("Seed"), m_seed,
                    tr("Seed for the next reset. The same seed gives the same run."));
    columnIn(this, {section});

    connect(m_workload, &QComboBox::activated, this, &RunControls::edited);
    connect(m_workers, &NumberBox::valueChanged, this, [this] {
        describeWorkers();
        Q_EMIT edited();
    });
    connect(m_speed, &NumberField::edited, this, &RunControls::edited);
    connect(m_unlimited, &QCheckBox::clicked, this, [this] {
        showSpeed({stepsPerSecond(), m_unlimited->isChecked(), false});
        Q_EMIT edited();
    });
    connect(m_stepPerFrame, &QCheckBox::clicked, this, [this] {
        showSpeed({stepsPerSecond(), false, m_stepPerFrame->isChecked()});
        Q_EMIT edited();
    });
    connect(m_seed, &NumberBox::valueChanged, this, &RunControls::edited);
}

void RunControls::describeWorkers()
{
    const unsigned cores = boc::physicalCores();
    const bool crowded = static_cast<unsigned>(m_workers->value()) > cores;
    m_workersNote->setText(crowded ? cores == 1 ? tr("on 1 core") : tr("on %1 cores").arg(cores)
                               : cores == 1 ? tr("of 1 core")
                                            : tr("of %1 cores").arg(cores));
    m_workersNote->setForegroundRole(crowded ? QPalette::WindowText : QPalette::PlaceholderText);
    QFont font = m_workers->font();
    font.setBold(crowded);
    m_workersNote->setFont(font);
    m_workersNote->setToolTip(
        crowded ? tr("More workers than cores: workers share cores, so rates mean little.")
                : QString{});
}

void RunControls::showSpeed(const Speed &speed)
{
    m_speed->setValue(speed.stepsPerSecond);
    m_exactSpeed = speed.stepsPerSecond;
    m_shownSpeed = m_speed->value();
    m_speed->setEnabled(speed.isPaced());
    m_unlimited->setChecked(speed.unlimited);
    m_stepPerFrame->setChecked(speed.isStepPerFrame());
}

double RunControls::stepsPerSecond() const
{
    const double value = m_speed->value();
    return value == m_shownSpeed ? m_exactSpeed : value;
}

void RunControls::addTo(LiveConfiguration &configuration) const
{
    const lab::Workload &chosen =
        *m_workloads[static_cast<std::size_t>(m_workload->currentIndex())];
    // The speed belongs to the workload that is shown, which may be about to change.
    if (configuration.runs(chosen))
        configuration.setSpeed(
            {stepsPerSecond(), m_unlimited->isChecked(), m_stepPerFrame->isChecked()});
    configuration.setWorkload(chosen);
    configuration.workers = static_cast<unsigned>(m_workers->value());
    if (m_seed->value() != m_shownSeed)
        configuration.setSeed(static_cast<std::uint64_t>(m_seed->value()));
}

void RunControls::setConfiguration(const LiveConfiguration &configuration)
{
    const auto shown = std::ranges::find(m_workloads, &configuration.workload());
    m_workload->setCurrentIndex(static_cast<int>(shown - m_workloads.begin()));
    m_workers->showValue(configuration.workers);
    showSpeed(configuration.speed());
    const auto most = static_cast<std::uint64_t>(m_seed->maximum());
    m_seed->showValue(static_cast<double>(std::min(configuration.seed(), most)));
    m_shownSeed = m_seed->value();
    describeWorkers();
}

} // namespace cownscope::ui
