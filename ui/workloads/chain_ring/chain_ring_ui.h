// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/workloads/workload_ui.h"

namespace cownscope::ui {

class RingView;

// The user interface of chain rings.
class ChainRingUi final : public WorkloadUi
{
    Q_OBJECT

public:
    ChainRingUi();

    RingView *ringView() { return m_view; }
    QString note() const override;

private:
    explicit ChainRingUi(RingView *view);

    RingView *m_view;
};

} // namespace cownscope::ui
