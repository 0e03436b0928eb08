// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/workloads/fan_out/live_fan_out.h"
#include "ui/workloads/workload_ui.h"

namespace cownscope::ui {

class FanOutView;

// The fan-out in a window.
class FanOutUi final : public WorkloadUi
{
    Q_OBJECT

public:
    FanOutUi();

    LiveWorkload &live() override { return m_live; }
    GlView *view() override;
    FanOutView *fanOutView() { return m_view; }
    void attach(Simulation *simulation, QWidget *window) override;
    QString note() const override;
    QStringList rates(const Sampler &sampler) const override;

private:
    FanOutView *m_view; // the window's
    LiveFanOut m_live;
    Simulation *m_simulation = nullptr;
};

} // namespace cownscope::ui
