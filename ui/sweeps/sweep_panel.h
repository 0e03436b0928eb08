// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/sweeps/sweep_form.h"

#include <QStackedWidget>

namespace cownscope::ui {

class SweepMonitor;
class SweepRunner;

// The form while nothing runs, and what is measured while something does.
class SweepPanel : public QStackedWidget
{
    Q_OBJECT

public:
    // The runner must outlive it; who hears runRequested() starts it.
    SweepPanel(SweepRunner *runner, SweepForm::Live live, QWidget *parent = nullptr);

    SweepForm *form() { return m_form; }
    SweepMonitor *monitor() { return m_monitor; }

    QSize sizeHint() const override;

Q_SIGNALS:
    void runRequested(const cownscope::lab::SweepPlan &plan);

private:
    void end(bool interrupted);

    SweepRunner *m_runner;
    SweepForm *m_form;
    SweepMonitor *m_monitor;
};

} // namespace cownscope::ui
