// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/simulation/live_configuration.h"

#include <QWidget>

#include <vector>

class QAction;
class QCheckBox;
class QComboBox;
class QLabel;

namespace cownscope::ui {

class NumberBox;
class NumberField;

// The actions of the buttons, which show their texts and tool tips.
struct RunActions
{
    QAction *pause;
    QAction *step;
    QAction *reset;
    QAction *record = nullptr; // shown as an icon
};

// Controls for the workload, the number of workers, the speed and the seed.
class RunControls : public QWidget
{
    Q_OBJECT

public:
    // `workloads` lists the workloads to choose from.
    RunControls(const RunActions &actions, std::vector<const lab::Workload *> workloads,
                QWidget *parent = nullptr);

    // Writes the edited values into the configuration.
    void addTo(LiveConfiguration &configuration) const;
    void setConfiguration(const LiveConfiguration &configuration);

Q_SIGNALS:
    void edited();

private:
    void describeWorkers();
    void showSpeed(const Speed &speed);
    double stepsPerSecond() const;

    std::vector<const lab::Workload *> m_workloads; // in the order of m_workload
    QComboBox *m_workload;
    NumberBox *m_workers;
    QLabel *m_workersNote;
    NumberField *m_speed;
    QCheckBox *m_unlimited;
    QCheckBox *m_stepPerFrame;
    NumberBox *m_seed;
    double m_shownSeed = 0;  // before an edit; the seed of a scene may be larger
    double m_exactSpeed = 0; // the exact speed, which the field shows rounded as m_shownSpeed
    double m_shownSpeed = 0;
};

} // namespace cownscope::ui
