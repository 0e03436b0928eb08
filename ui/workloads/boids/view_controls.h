// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/workloads/boids/flock_settings.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QSlider;

namespace cownscope::ui {

// Controls for the display of the flock.
class ViewControls : public QWidget
{
    Q_OBJECT

public:
    explicit ViewControls(QWidget *parent = nullptr);

    void setSettings(const FlockSettings &settings); // does not emit edited()

Q_SIGNALS:
    void edited(const cownscope::ui::FlockSettings &settings);

private:
    void gather();

    QComboBox *m_colorMode;
    QComboBox *m_renderer;
    QCheckBox *m_trails;
    QSlider *m_trailLength;
    QCheckBox *m_parts;
};

} // namespace cownscope::ui
