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

// What the buttons of the panel do; they show the actions' texts and tool tips.
struct RunActions
{
    QAction *pause;
    QAction *step;
    QAction *reset;
    QAction *record = nullptr; // shown as an icon
};

// What runs, on how many workers, how fast, from which seed.
class RunControls : public QWidget
{
    Q_OBJECT

public:
    // The workloads are those that can be chosen.
    RunControls(const RunActions &actions, std::vector<const lab::Workload *> workloads,
                QWidget *parent = nullptr);

    // Takes over what is edited here; the rest stays.
    void addTo(LiveConfiguration &configuration) const;
    void setConfiguration(const LiveConfiguration &configuration);

Q_SIGNALS:
    void edited();

private:
    void describeWorkers();
    void showSpeed(const Speed &speed);
    double stepsPerSecond() const;

    std::vector<const lab::Workload *> m_workloads; // as in the box
    QComboBox *m_workload;
    NumberBox *m_workers;
    QLabel *m_workersNote;
    NumberField *m_speed;
    QCheckBox *m_unlimited;
    QCheckBox *m_withPicture;
    NumberBox *m_seed;
    double m_shownSeed = 0;  // without an edit; a scene's seed may be larger
    double m_exactSpeed = 0; // of which the field shows m_shownSpeed without an edit
    double m_shownSpeed = 0;
};

} // namespace cownscope::ui
