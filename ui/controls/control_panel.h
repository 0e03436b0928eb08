// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/controls/run_controls.h"
#include "ui/engine/configuration.h"
#include "ui/style/color_maps.h"

#include <QScrollArea>

class QComboBox;
class QLabel;

namespace cownscope::ui {

class FlockControls;
class RingControls;
class Section;

// Everything that can be changed while it runs, in a column that scrolls where it must.
class ControlPanel : public QScrollArea
{
    Q_OBJECT

public:
    explicit ControlPanel(const RunActions &actions, QWidget *parent = nullptr);

    const Configuration &configuration() const { return m_configuration; }
    void setConfiguration(const Configuration &configuration); // without telling

    void setColorMode(ColorMode mode); // without telling

    // Says what is wrong with the last edit; empty when all is well.
    void setProblem(const QString &problem);

    QSize sizeHint() const override;

Q_SIGNALS:
    void edited(const cownscope::ui::Configuration &configuration);
    void colorModeChosen(cownscope::ui::ColorMode mode);

private:
    void gather();

    Configuration m_configuration;
    RunControls *m_run;
    FlockControls *m_flock;
    RingControls *m_rings;
    Section *m_color;
    QComboBox *m_colorMode;
    QLabel *m_problem;
};

} // namespace cownscope::ui
