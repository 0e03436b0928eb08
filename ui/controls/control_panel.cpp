// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controls/control_panel.h"

#include "ui/controls/workload_controls.h"
#include "ui/widgets.h"

#include <QAbstractButton>
#include <QLabel>
#include <QScrollBar>
#include <QVBoxLayout>

namespace cownscope::ui {
namespace {

std::vector<const lab::Workload *> workloadsOf(const ControlPanel::Workloads &workloads)
{
    std::vector<const lab::Workload *> result;
    for (const auto &[workload, controls] : workloads)
        result.push_back(workload);
    return result;
}

} // namespace

ControlPanel::ControlPanel(const RunActions &actions, Workloads workloads, QWidget *parent)
    : QScrollArea(parent)
    , m_configuration(*workloads.at(0).first)
    , m_run(new RunControls{actions, workloadsOf(workloads)})
    , m_workloads(std::move(workloads))
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
    for (const auto &[workload, controls] : m_workloads) {
        column->addWidget(controls);
        connect(controls, &WorkloadControls::changed, this, &ControlPanel::gather);
    }
    column->addStretch(1);
    for (auto *button : content->findChildren<QAbstractButton *>())
        // A click leaves the focus where it is, so that shortcuts work.
        button->setFocusPolicy(Qt::TabFocus);
    scrollVertically(this, content);
    setFocusPolicy(Qt::NoFocus); // only its contents take the focus

    connect(m_run, &RunControls::edited, this, &ControlPanel::gather);
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
    LiveConfiguration configuration = m_configuration;
    for (const auto &[workload, controls] : m_workloads)
        configuration.of(*workload).options =
            controls->edited(configuration.configuration(*workload)).options;
    m_run->addTo(configuration);
    Q_EMIT edited(configuration);
}

void ControlPanel::setConfiguration(const LiveConfiguration &configuration)
{
    m_configuration = configuration;
    m_run->setConfiguration(configuration);
    for (const auto &[workload, controls] : m_workloads) {
        controls->setConfiguration(configuration.configuration(*workload));
        controls->setVisible(configuration.runs(*workload));
    }
}

void ControlPanel::setProblem(const QString &problem)
{
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
}

} // namespace cownscope::ui
