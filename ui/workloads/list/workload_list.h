// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/workloads/workload_ui.h"

#include <functional>
#include <memory>
#include <vector>

namespace cownscope::ui {

// A workload that a window offers, and how what it shows of it is made.
struct WorkloadEntry
{
    const lab::Workload *workload;
    std::function<std::unique_ptr<WorkloadUi>()> make;
};

// All of them, in the order in which they are offered.
const std::vector<WorkloadEntry> &workloadEntries();

// Adds one for as long as this lives, behind the others; before a window is made.
class WorkloadUiRegistration
{
public:
    explicit WorkloadUiRegistration(WorkloadEntry entry);
    ~WorkloadUiRegistration();
    WorkloadUiRegistration(const WorkloadUiRegistration &) = delete;
    WorkloadUiRegistration &operator=(const WorkloadUiRegistration &) = delete;
};

} // namespace cownscope::ui
