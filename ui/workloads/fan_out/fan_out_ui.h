// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/workloads/workload_ui.h"

namespace cownscope::ui {

class FanOutView;

// The user interface of the fan-out.
class FanOutUi final : public WorkloadUi
{
    Q_OBJECT

public:
    FanOutUi();

    QString note() const override;
    QStringList rates(const Sampler &sampler) const override;

private:
    explicit FanOutUi(FanOutView *view);
};

} // namespace cownscope::ui
