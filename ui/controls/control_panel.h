// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/controls/run_controls.h"
#include "ui/engine/configuration.h"
#include "ui/views/flock_settings.h"

#include <QScrollArea>

class QLabel;

namespace cownscope::ui {

class FlockControls;
class RingControls;
class SpeciesControls;
class ViewControls;

// Everything that can be changed while it runs, in a column that scrolls where it must.
class ControlPanel : public QScrollArea
{
    Q_OBJECT

public:
    explicit ControlPanel(const RunActions &actions, QWidget *parent = nullptr);

    const Configuration &configuration() const { return m_configuration; }
    void setConfiguration(const Configuration &configuration); // without telling

    void setFlockSettings(const FlockSettings &settings); // without telling

    // Says what is wrong with the last edit; empty when all is well.
    void setProblem(const QString &problem);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override; // every control stays whole

Q_SIGNALS:
    void edited(const cownscope::ui::Configuration &configuration);
    void flockSettingsEdited(const cownscope::ui::FlockSettings &settings);

private:
    void gather();

    Configuration m_configuration;
    RunControls *m_run;
    FlockControls *m_flock;
    SpeciesControls *m_species;
    RingControls *m_rings;
    ViewControls *m_view;
    QLabel *m_problem;
};

} // namespace cownscope::ui
