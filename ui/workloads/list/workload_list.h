// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/back_end/back_end.h"
#include "ui/workloads/workload_ui.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace cownscope::ui {

// A workload of the window, and functions that create its user interface, and its part in a back
// end, whose frames have this tag.
struct WorkloadEntry
{
    const lab::Workload *workload;
    std::function<std::unique_ptr<WorkloadUi>()> make;
    std::function<BackEndWorkload(FrameOutlet &outlet, std::uint64_t tag)> makeInBackEnd;
};

// All workloads for a back end, which has no window.
BackEndWorkloads backEndWorkloads(FrameOutlet &outlet);

// All workloads, in the order in which they are listed.
const std::vector<WorkloadEntry> &workloadEntries();

// Adds a workload to the end of the list while the object exists. To be created before the window.
class WorkloadUiRegistration
{
public:
    explicit WorkloadUiRegistration(WorkloadEntry entry);
    ~WorkloadUiRegistration();
    WorkloadUiRegistration(const WorkloadUiRegistration &) = delete;
    WorkloadUiRegistration &operator=(const WorkloadUiRegistration &) = delete;
};

} // namespace cownscope::ui
