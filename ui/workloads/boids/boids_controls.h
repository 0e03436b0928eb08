// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/controls/workload_controls.h"
#include "ui/workloads/boids/flock_settings.h"

namespace cownscope::ui {

class FlockControls;
class SpeciesControls;
class ViewControls;

// Everything about a flock that can be changed while it flies: how it is drawn, its rules, its
// second species.
class BoidsControls : public WorkloadControls
{
    Q_OBJECT

public:
    explicit BoidsControls(QWidget *parent = nullptr);

    lab::Configuration edited(lab::Configuration configuration) const override;
    void setConfiguration(const lab::Configuration &configuration) override;

    void setSettings(const FlockSettings &settings); // without telling

Q_SIGNALS:
    void settingsEdited(const cownscope::ui::FlockSettings &settings);

private:
    ViewControls *m_view;
    FlockControls *m_flock;
    SpeciesControls *m_species;
};

} // namespace cownscope::ui
