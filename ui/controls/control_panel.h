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

// All controls of the running workload, in a scrollable column.
class ControlPanel : public QScrollArea
{
    Q_OBJECT

public:
    // The available workloads with the controls of their options. The panel takes ownership of the
    // controls.
    using Workloads = std::vector<std::pair<const lab::Workload *, WorkloadControls *>>;

    ControlPanel(const RunActions &actions, Workloads workloads, QWidget *parent = nullptr);

    const LiveConfiguration &configuration() const { return m_configuration; }
    void setConfiguration(const LiveConfiguration &configuration); // does not emit edited()

    // Shows what is wrong with the last edit; empty if nothing is.
    void setProblem(const QString &problem);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override; // wide enough for every control

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
