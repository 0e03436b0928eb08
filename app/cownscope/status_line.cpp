// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cownscope/status_line.h"

#include "ui/engine/engine.h"
#include "ui/engine/measurement.h"
#include "ui/style/quantity_text.h"

#include <QLabel>

namespace cownscope {

StatusLine::StatusLine(QWidget *parent)
    : QStatusBar(parent)
    , m_state(new QLabel{this})
    , m_rates(new QLabel{this})
{
    setSizeGripEnabled(false);
    m_state->setContentsMargins(4, 0, 10, 0);
    addPermanentWidget(m_rates);
    addPermanentWidget(m_state);
}

void StatusLine::show(const ui::Engine &engine, const ui::Sample &sample)
{
    const auto &configuration = engine.configuration();
    const bool boids = configuration.workload == ui::WorkloadKind::Boids;
    m_state->setText(engine.isSwitching()    ? tr("switching…")
                         : engine.isPaused() ? tr("paused")
                                             : tr("running"));
    QStringList parts;
    if (boids)
        parts.append(tr("%1 boid updates/s").arg(ui::siText(sample.boidUpdatesPerSecond)));
    parts.append(tr("%1 steps/s").arg(ui::siText(sample.stepsPerSecond)));
    parts.append(tr("%1 frames/s").arg(ui::siText(sample.framesPerSecond)));
    parts.append(configuration.workers == 1 ? tr("1 worker")
                                            : tr("%1 workers").arg(configuration.workers));
    m_rates->setText(parts.join(QStringLiteral("   ·   ")));
}

} // namespace cownscope
