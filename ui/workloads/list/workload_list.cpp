// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/list/workload_list.h"

#include "lab/experiments/boids/boids_workload.h"
#include "lab/experiments/chain_ring/chain_ring_workload.h"
#include "lab/experiments/fan_out/fan_out_workload.h"
#include "ui/workloads/boids/boids_ui.h"
#include "ui/workloads/boids/live_flock.h"
#include "ui/workloads/chain_ring/chain_ring_ui.h"
#include "ui/workloads/chain_ring/live_rings.h"
#include "ui/workloads/fan_out/fan_out_ui.h"
#include "ui/workloads/fan_out/live_fan_out.h"

#include <algorithm>
#include <utility>

namespace cownscope::ui {
namespace {

// The list of all workloads of the window.
std::vector<WorkloadEntry> &list()
{
    static std::vector<WorkloadEntry> all{
        {&lab::boidsWorkload(), [] { return std::make_unique<BoidsUi>(); },
         backEndWorkload<LiveFlock, boids::Frame>},
        {&lab::chainRingWorkload(), [] { return std::make_unique<ChainRingUi>(); },
         backEndWorkload<LiveRings, rings::Frame>},
        {&lab::fanOutWorkload(), [] { return std::make_unique<FanOutUi>(); },
         backEndWorkload<LiveFanOut, fanout::Frame>},
    };
    return all;
}

} // namespace

const std::vector<WorkloadEntry> &workloadEntries()
{
    return list();
}

BackEndWorkloads backEndWorkloads(FrameOutlet &outlet)
{
    BackEndWorkloads all;
    const auto &measured = lab::workloads();
    for (const WorkloadEntry &entry : list()) {
        const auto position = std::ranges::find(measured, entry.workload) - measured.begin();
        all.push_back(entry.makeInBackEnd(outlet, static_cast<std::uint64_t>(position)));
    }
    return all;
}

WorkloadUiRegistration::WorkloadUiRegistration(WorkloadEntry entry)
{
    list().push_back(std::move(entry));
}

WorkloadUiRegistration::~WorkloadUiRegistration()
{
    list().pop_back();
}

} // namespace cownscope::ui
