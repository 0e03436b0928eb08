// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/sweeps/sweep_form.h"

#include <QStackedWidget>

namespace cownscope::ui {

class SweepMonitor;
class SweepRunner;

// Shows the form, and the monitor while a sweep is running.
class SweepPanel : public QStackedWidget
{
    Q_OBJECT

public:
    // The runner must outlive the panel. The receiver of runRequested() starts the sweep.
    SweepPanel(SweepRunner *runner, SweepForm::Live live, QWidget *parent = nullptr);

    SweepForm *form() { return m_form; }
    SweepMonitor *monitor() { return m_monitor; }

    QSize sizeHint() const override { return {330, 560}; }

Q_SIGNALS:
    void runRequested(const cownscope::lab::SweepPlan &plan);

private:
    void end(bool interrupted);

    SweepRunner *m_runner;
    SweepForm *m_form;
    SweepMonitor *m_monitor;
};

} // namespace cownscope::ui
