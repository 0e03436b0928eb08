// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controls/control_panel.h"

#include "ui/controls/flock_controls.h"
#include "ui/controls/ring_controls.h"
#include "ui/controls/species_controls.h"
#include "ui/controls/view_controls.h"

#include <QAbstractButton>
#include <QLabel>
#include <QScrollBar>
#include <QVBoxLayout>

namespace cownscope::ui {

ControlPanel::ControlPanel(const RunActions &actions, QWidget *parent)
    : QScrollArea(parent)
    , m_run(new RunControls{actions})
    , m_flock(new FlockControls)
    , m_species(new SpeciesControls)
    , m_rings(new RingControls)
    , m_view(new ViewControls)
    , m_problem(new QLabel)
{
    m_problem->setWordWrap(true);
    m_problem->hide();

    auto *content = new QWidget;
    auto *column = new QVBoxLayout{content};
    column->setContentsMargins(12, 4, 12, 10);
    column->setSpacing(6);
    column->addWidget(m_run);
    column->addWidget(m_problem);
    column->addWidget(m_view);
    column->addWidget(m_flock);
    column->addWidget(m_species);
    column->addWidget(m_rings);
    column->addStretch(1);
    setWidget(content);
    for (auto *button : content->findChildren<QAbstractButton *>())
        button->setFocusPolicy(Qt::TabFocus); // a click leaves the keyboard to the shortcuts
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus); // the keyboard belongs to what is in it
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);

    connect(m_run, &RunControls::edited, this, &ControlPanel::gather);
    connect(m_flock, &FlockControls::edited, this, &ControlPanel::gather);
    connect(m_species, &SpeciesControls::edited, this, &ControlPanel::gather);
    connect(m_rings, &RingControls::edited, this, &ControlPanel::gather);
    connect(m_view, &ViewControls::edited, this, &ControlPanel::flockSettingsEdited);
    setConfiguration(m_configuration);
}

QSize ControlPanel::sizeHint() const
{
    return {std::max(340, minimumSizeHint().width()), 560};
}

QSize ControlPanel::minimumSizeHint() const
{
    const int bar = verticalScrollBar()->sizeHint().width();
    return {widget()->minimumSizeHint().width() + bar, QScrollArea::minimumSizeHint().height()};
}

void ControlPanel::gather()
{
    Configuration configuration = m_configuration;
    configuration.flock = m_flock->options();
    configuration.flock.second = m_species->species();
    configuration.rings = m_rings->options();
    m_run->addTo(configuration);
    Q_EMIT edited(configuration);
}

void ControlPanel::setConfiguration(const Configuration &configuration)
{
    m_configuration = configuration;
    m_run->setConfiguration(configuration);
    m_flock->setOptions(configuration.flock);
    m_species->setSpecies(configuration.flock.second);
    m_rings->setOptions(configuration.rings);
    const bool boids = configuration.workload == WorkloadKind::Boids;
    m_flock->setVisible(boids);
    m_species->setVisible(boids);
    m_view->setVisible(boids);
    m_rings->setVisible(!boids);
}

void ControlPanel::setFlockSettings(const FlockSettings &settings)
{
    m_view->setSettings(settings);
}

void ControlPanel::setProblem(const QString &problem)
{
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
}

} // namespace cownscope::ui
