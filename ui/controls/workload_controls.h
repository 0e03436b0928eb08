// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/experiments/experiment.h"

#include <QWidget>

namespace cownscope::ui {

// Base class of the controls for the options of a workload.
class WorkloadControls : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    // Returns the configuration with the values of these controls; other values are unchanged.
    virtual lab::Configuration edited(lab::Configuration configuration) const = 0;
    // Does not emit changed().
    virtual void setConfiguration(const lab::Configuration &configuration) = 0;

Q_SIGNALS:
    void changed(); // by the user
};

} // namespace cownscope::ui
