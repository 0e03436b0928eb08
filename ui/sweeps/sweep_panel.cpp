// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sweeps/sweep_panel.h"

#include "ui/sweeps/sweep_monitor.h"
#include "ui/sweeps/sweep_runner.h"

#include <QApplication>

namespace cownscope::ui {

SweepPanel::SweepPanel(SweepRunner *runner, SweepForm::Live live, QWidget *parent)
    : QStackedWidget(parent)
    , m_runner(runner)
    , m_form(new SweepForm{std::move(live), this})
    , m_monitor(new SweepMonitor{runner, this})
{
    addWidget(m_form);
    addWidget(m_monitor);
    connect(m_form, &SweepForm::runRequested, this, &SweepPanel::runRequested);
    connect(runner, &SweepRunner::begun, this, [this] {
        m_form->setProblem({});
        m_form->setOutcome({}, {});
        setCurrentWidget(m_monitor);
    });
    connect(runner, &SweepRunner::ended, this, &SweepPanel::end);
}

void SweepPanel::end(bool interrupted)
{
    m_form->setOutcome(interrupted ? tr("Stopped. The results so far are kept.")
                                   : tr("The experiment is complete."),
                       m_monitor->warnings());
    const bool focused = m_monitor->isAncestorOf(QApplication::focusWidget());
    setCurrentWidget(m_form);
    if (focused) // so that the shortcuts of the form work
        m_form->focusFirstField();
}

} // namespace cownscope::ui
