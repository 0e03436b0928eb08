// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/controls/run_controls.h"
#include "ui/simulation/live_configuration.h"

#include <QScrollArea>

#include <utility>
#include <vector>

class QLabel;

namespace cownscope::ui {

class WorkloadControls;

// Everything that can be changed while it runs, in a column that scrolls where it must.
class ControlPanel : public QScrollArea
{
    Q_OBJECT

public:
    // The workloads that can be chosen, each with the controls of its options, which the panel
    // takes.
    using Workloads = std::vector<std::pair<const lab::Workload *, WorkloadControls *>>;

    ControlPanel(const RunActions &actions, Workloads workloads, QWidget *parent = nullptr);

    const LiveConfiguration &configuration() const { return m_configuration; }
    void setConfiguration(const LiveConfiguration &configuration); // without telling

    // Says what is wrong with the last edit; empty when all is well.
    void setProblem(const QString &problem);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override; // every control stays whole

Q_SIGNALS:
    void edited(const cownscope::ui::LiveConfiguration &configuration);

private:
    void gather();

    LiveConfiguration m_configuration;
    RunControls *m_run;
    Workloads m_workloads;
    QLabel *m_problem;
};

} // namespace cownscope::ui
