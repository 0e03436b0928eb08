// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controls/control_panel.h"

#include "ui/controls/flock_controls.h"
#include "ui/controls/ring_controls.h"
#include "ui/controls/section.h"

#include <QComboBox>
#include <QLabel>
#include <QScrollBar>
#include <QVBoxLayout>

namespace cownscope::ui {

ControlPanel::ControlPanel(const RunActions &actions, QWidget *parent)
    : QScrollArea(parent)
    , m_run(new RunControls{actions})
    , m_flock(new FlockControls)
    , m_rings(new RingControls)
    , m_color(new Section{tr("View")})
    , m_colorMode(new QComboBox)
    , m_problem(new QLabel)
{
    m_colorMode->addItem(tr("Heading"), static_cast<int>(ColorMode::Heading));
    m_colorMode->addItem(tr("Speed"), static_cast<int>(ColorMode::Speed));
    m_colorMode->addItem(tr("Worker"), static_cast<int>(ColorMode::Worker));
    m_color->addRow(tr("Color by"), m_colorMode,
                    tr("What the color of a boid stands for (keys 1, 2, 3)."));
    m_problem->setWordWrap(true);
    m_problem->hide();

    auto *content = new QWidget;
    auto *column = new QVBoxLayout{content};
    column->setContentsMargins(12, 4, 12, 10);
    column->setSpacing(6);
    column->addWidget(m_run);
    column->addWidget(m_problem);
    column->addWidget(m_color);
    column->addWidget(m_flock);
    column->addWidget(m_rings);
    column->addStretch(1);
    setWidget(content);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);

    connect(m_run, &RunControls::edited, this, &ControlPanel::gather);
    connect(m_flock, &FlockControls::edited, this, &ControlPanel::gather);
    connect(m_rings, &RingControls::edited, this, &ControlPanel::gather);
    connect(m_colorMode, &QComboBox::activated, this, [this] {
        Q_EMIT colorModeChosen(static_cast<ColorMode>(m_colorMode->currentData().toInt()));
    });
    setConfiguration(m_configuration);
}

QSize ControlPanel::sizeHint() const
{
    const int bar = verticalScrollBar()->sizeHint().width();
    return {std::max(290, widget()->minimumSizeHint().width() + bar), 560};
}

void ControlPanel::gather()
{
    Configuration configuration = m_configuration;
    configuration.flock = m_flock->options();
    configuration.rings = m_rings->options();
    m_run->addTo(configuration);
    Q_EMIT edited(configuration);
}

void ControlPanel::setConfiguration(const Configuration &configuration)
{
    m_configuration = configuration;
    m_run->setConfiguration(configuration);
    m_flock->setOptions(configuration.flock);
    m_rings->setOptions(configuration.rings);
    const bool boids = configuration.workload == WorkloadKind::Boids;
    m_flock->setVisible(boids);
    m_color->setVisible(boids);
    m_rings->setVisible(!boids);
}

void ControlPanel::setColorMode(ColorMode mode)
{
    m_colorMode->setCurrentIndex(m_colorMode->findData(static_cast<int>(mode)));
}

void ControlPanel::setProblem(const QString &problem)
{
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
}

} // namespace cownscope::ui
