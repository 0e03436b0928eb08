// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/experiments/chain_ring/chain_ring_workload.h"
#include "tests/ui/event_loop.h"
#include "ui/sweeps/sweep_runner.h"

#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace cownscope::test {

// A sweep of chain rings over workers without payload, that takes about 0.3 s a run.
inline lab::SweepPlan quickPlan(std::vector<lab::Json> workers = {1, 2}, double seconds = 0.05)
{
    lab::Experiment rings{lab::chainRingWorkload()};
    rings.options.as<lab::ChainRingOptions>().nullPayload = true;
    rings.durationSeconds = seconds;
    rings.warmupSeconds = 0;
    return {.base = rings, .axis = "workers", .values = std::move(workers)};
}

class SweepTest : public testing::Test
{
protected:
    QString program = QStringLiteral(COWNSCOPE_COWNBENCH);
    QTemporaryDir folder;
    QString file = folder.filePath(QStringLiteral("sweep.json"));
};

} // namespace cownscope::test
