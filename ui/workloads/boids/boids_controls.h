// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/controls/workload_controls.h"
#include "ui/workloads/boids/flock_settings.h"

namespace cownscope::ui {

class FlockControls;
class SpeciesControls;
class ViewControls;

// All controls of a running flock: drawing, rules and the second species.
class BoidsControls : public WorkloadControls
{
    Q_OBJECT

public:
    explicit BoidsControls(QWidget *parent = nullptr);

    lab::Configuration edited(lab::Configuration configuration) const override;
    void setConfiguration(const lab::Configuration &configuration) override;

    void setSettings(const FlockSettings &settings); // does not emit settingsEdited()

Q_SIGNALS:
    void settingsEdited(const cownscope::ui::FlockSettings &settings);

private:
    ViewControls *m_view;
    FlockControls *m_flock;
    SpeciesControls *m_species;
};

} // namespace cownscope::ui
