// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/experiments/experiment.h"

#include <QWidget>

namespace cownscope::ui {

// The controls of a workload's options.
class WorkloadControls : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    // The configuration with what is edited here; what is not edited passes through.
    virtual lab::Configuration edited(lab::Configuration configuration) const = 0;
    virtual void setConfiguration(const lab::Configuration &configuration) = 0; // without telling

Q_SIGNALS:
    void changed(); // by the user
};

} // namespace cownscope::ui
