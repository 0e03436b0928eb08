// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/experiments/experiment.h"
#include "lab/experiments/option.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cownscope::lab {

class JsonReader;

// What determines the duration of a repeat.
enum class Timing {
    Duration,        // seconds, after a warm-up
    DurationOrSteps, // seconds, or a number of steps
    FixedWork,       // only the options
};

// The unit of workloads whose throughput counts behaviors.
inline constexpr const char *BehaviorsUnit = "behaviors";

// Names and defaults of a workload.
struct WorkloadInfo
{
    std::string name;  // on the command line and in files: "chain-ring"
    std::string title; // for people: "Chain rings"
    std::string task;  // completes "Measure …": "chains of behaviors over rings of matrices"
    std::string unit;  // the unit of its throughput, in the plural: "behaviors"
    Timing timing = Timing::Duration;
    unsigned workers = 1;       // default of an experiment
    double stepsPerSecond = 60; // default speed when shown live; 0: unlimited
    bool schedulerStats = false;
    std::string mark = "BENCH"; // in the markers around the reference benchmark's output
};

// A workload that can be measured: its options, their fields in files, and one measurement.
// Immutable; any thread.
//
// Each workload has a folder here and in ui/workloads, and is listed in both; here in workloads().
class Workload
{
public:
    Workload(const Workload &) = delete;
    Workload &operator=(const Workload &) = delete;
    virtual ~Workload() = default;

    const WorkloadInfo &about() const { return m_about; }
    // All options; the axes among them are in the order in which they are offered.
    const std::vector<Option> &options() const { return m_options; }
    // Throws std::logic_error if there is no option of this name.
    const Option &option(std::string_view name) const;

    virtual WorkloadOptions defaultOptions() const = 0;
    virtual void derive(Configuration &) const { }
    // Takes a derived configuration with at least one worker; fails with what is wrong with it.
    virtual Outcome validate(const Configuration &) const = 0;
    virtual std::optional<Repeat> measure(const Experiment &experiment, std::uint32_t repeatIndex,
                                          const MeasureHooks &hooks) const = 0;

    // The fields of an experiment except the workload's name.
    virtual Json write(const Experiment &experiment) const = 0;
    virtual void read(JsonReader &reader, Experiment &experiment) const = 0;

protected:
    Workload(WorkloadInfo about, std::vector<Option> options)
        : m_about(std::move(about))
        , m_options(std::move(options))
    { }

private:
    WorkloadInfo m_about;
    std::vector<Option> m_options;
};

// All workloads, in the order in which they are offered.
const std::vector<const Workload *> &workloads();

// Throws ResultError that lists the known names.
const Workload &workloadNamed(const std::string &name);
// Null if there is none.
const Workload *findWorkload(const std::string &name);

// Adds a workload at the end of the list while this exists. Must be made before other threads use
// the list.
class WorkloadRegistration
{
public:
    explicit WorkloadRegistration(const Workload &workload);
    ~WorkloadRegistration();
    WorkloadRegistration(const WorkloadRegistration &) = delete;
    WorkloadRegistration &operator=(const WorkloadRegistration &) = delete;

private:
    const Workload *m_workload;
};

} // namespace cownscope::lab
