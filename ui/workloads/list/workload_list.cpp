// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/list/workload_list.h"

#include "lab/experiments/boids/boids_workload.h"
#include "lab/experiments/chain_ring/chain_ring_workload.h"
#include "lab/experiments/fan_out/fan_out_workload.h"
#include "ui/workloads/boids/boids_ui.h"
#include "ui/workloads/chain_ring/chain_ring_ui.h"
#include "ui/workloads/fan_out/fan_out_ui.h"

#include <utility>

namespace cownscope::ui {
namespace {

// The list of all workloads of the window.
std::vector<WorkloadEntry> &list()
{
    static std::vector<WorkloadEntry> all{
        {&lab::boidsWorkload(), [] { return std::make_unique<BoidsUi>(); }},
        {&lab::chainRingWorkload(), [] { return std::make_unique<ChainRingUi>(); }},
        {&lab::fanOutWorkload(), [] { return std::make_unique<FanOutUi>(); }},
    };
    return all;
}

} // namespace

const std::vector<WorkloadEntry> &workloadEntries()
{
    return list();
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
