// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lab/experiments/experiment.h"
#include "lab/experiments/option.h"

namespace cownscope::lab {

class JsonReader;

// What decides how long a repeat takes.
enum class Timing {
    Duration,        // seconds, after a warmup
    DurationOrSteps, // the same, or a number of steps
    FixedWork,       // the options alone
};

// What throughput counts where it is the behaviors themselves.
inline constexpr const char *BehaviorsUnit = "behaviors";

// What there is to say about a workload in a few words.
struct WorkloadInfo
{
    std::string name;  // on the command line and in files: "chain-ring"
    std::string title; // for people: "Chain rings"
    std::string task;  // completes "Measure …": "chains of behaviors over rings of matrices"
    std::string unit;  // what its throughput counts, in the plural: "behaviors"
    Timing timing = Timing::Duration;
    unsigned workers = 1;       // of an experiment, unless asked for
    double stepsPerSecond = 60; // usual speed where somebody watches; 0: as fast as it can
    bool schedulerStats = false;
    std::string mark = "BENCH"; // of the reference benchmark's output between two marks
};

// A workload as something to be measured: its options, how they stand in files, and one
// measurement. Immutable; any thread.
//
// A workload is described in a folder of its own here and in ui/workloads, and is in the list of
// each: workloads() here.
class Workload
{
public:
    Workload(const Workload &) = delete;
    Workload &operator=(const Workload &) = delete;
    virtual ~Workload() = default;

    const WorkloadInfo &about() const { return m_about; }
    // All options, those that can be swept in the order in which they are offered.
    const std::vector<Option> &options() const { return m_options; }
    // Throws std::logic_error if there is none of this name.
    const Option &option(std::string_view name) const;

    virtual WorkloadOptions defaultOptions() const = 0;
    virtual void derive(Configuration &) const { }
    // Of a derived configuration with at least one worker: one sentence about what is wrong.
    virtual std::optional<std::string> validate(const Configuration &) const = 0;
    virtual std::optional<Repeat> measure(const Experiment &experiment, std::uint32_t repeatIndex,
                                          const MeasureHooks &hooks) const = 0;

    // The fields of an experiment but for the workload's name.
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

// All that there are, in the order in which they are offered.
const std::vector<const Workload *> &workloads();

// Throws ResultError that names those that there are.
const Workload &workloadNamed(const std::string &name);
// Null if there is none.
const Workload *findWorkload(const std::string &name);

// Adds a workload for as long as this lives, behind the others; before other threads look.
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
