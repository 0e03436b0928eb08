// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/engine/measurement.h"

#include "lab/experiments/experiment.h"
#include "lab/experiments/scheduler_statistics.h"
#include "lab/machine/machine.h"
#include "lab/statistics/summary.h"
#include "ui/charts/time_chart_model.h"

#include <QCoreApplication>

#include <chrono>

namespace cownscope::ui {
namespace {

std::vector<std::string> arguments()
{
    std::vector<std::string> result;
    const QStringList given = QCoreApplication::arguments();
    for (const QString &argument : given)
        result.push_back(argument.toStdString());
    return result;
}

lab::Json speedJson(const Speed &speed)
{
    if (speed.isPaced())
        return speed.stepsPerSecond;
    return speed.unlimited ? "max" : "picture";
}

lab::Json inputsOf(const Configuration &configuration, double seconds)
{
    lab::Json inputs;
    if (configuration.workload == WorkloadKind::Boids) {
        lab::BoidsExperiment experiment;
        experiment.options = configuration.flock;
        experiment.workers = configuration.workers;
        experiment.durationSeconds = seconds;
        experiment.warmupSeconds = 0;
        inputs = lab::inputsJson(experiment);
    } else {
        lab::ChainRingExperiment experiment;
        experiment.options = configuration.rings;
        experiment.workers = configuration.workers;
        experiment.durationSeconds = seconds;
        experiment.warmupSeconds = 0;
        inputs = lab::inputsJson(lab::derived(experiment));
    }
    inputs["speed"] = speedJson(configuration.speed());
    return inputs;
}

lab::Json samplesJson(const std::vector<Sample> &samples)
{
    struct Column
    {
        const char *name;
        double Sample::*value;
    };
    static constexpr std::array Columns{Column{"behaviors_per_s", &Sample::behaviorsPerSecond},
                                        Column{"steps_per_s", &Sample::stepsPerSecond},
                                        Column{"boid_updates_per_s", &Sample::boidUpdatesPerSecond},
                                        Column{"frames_per_s", &Sample::framesPerSecond},
                                        Column{"pinned_depth", &Sample::pinnedDepth},
                                        Column{"pinned_age_s", &Sample::pinnedAge},
                                        Column{"pump_share", &Sample::pumpShare}};
    lab::Json json = lab::Json::object();
    json["interval_s"] = TimeChartModel::Interval;
    for (const auto &[name, value] : Columns) {
        lab::Json list = lab::Json::array();
        for (const Sample &sample : samples)
            list.push_back(sample.*value);
        json[name] = std::move(list);
    }
    return json;
}

} // namespace

Measurement::Measurement()
{
    clear();
}

void Measurement::clear()
{
    m_metadata = lab::describeRun("cownscope", arguments());
    m_points.clear();
    m_open = false;
}

void Measurement::begin(const Configuration &configuration, const Engine::Reading &start)
{
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    m_section = {configuration,
                 start,
                 std::chrono::duration_cast<std::chrono::nanoseconds>(now).count(),
                 0,
                 {}};
    m_open = true;
}

void Measurement::add(const Sample &sample, double seconds)
{
    m_section.seconds += seconds;
    if (m_section.samples.size() < MostSamples)
        m_section.samples.push_back(sample);
}

void Measurement::end(const Engine::Reading &reading)
{
    if (m_open && m_section.seconds >= ShortestSection)
        m_points.push_back(pointOf(m_section, reading));
    m_open = false;
}

lab::Point Measurement::pointOf(const Section &section, const Engine::Reading &end)
{
    const boc::Statistics statistics = lab::difference(section.start.statistics, end.statistics);
    const std::uint64_t steps = end.steps - section.start.steps;
    const std::uint64_t updates = end.boidUpdates - section.start.boidUpdates;
    const bool boids = section.configuration.workload == WorkloadKind::Boids;

    lab::Repeat repeat;
    repeat.completedBehaviors = boids ? statistics.completed : steps;
    repeat.elapsedSeconds = section.seconds;
    repeat.throughput = section.seconds > 0 ? static_cast<double>(steps) / section.seconds : 0.0;
    repeat.wallClockNsStart = section.wallClockNsStart;
    repeat.schedulerStats = lab::schedulerStatsJson(statistics);
    repeat.queueStats = lab::queueStatsJson(statistics);
    repeat.derived = lab::derivedJson(statistics.workers, *repeat.completedBehaviors);
    repeat.more["steps"] = steps;
    if (boids) {
        repeat.more["boid_updates"] = updates;
        repeat.more["boid_updates_per_s"] =
            section.seconds > 0 ? static_cast<double>(updates) / section.seconds : 0.0;
    }
    repeat.more["frames"] = end.framesPainted - section.start.framesPainted;
    repeat.more["pump_s"] = std::chrono::duration<double>{statistics.pumpTime}.count();
    repeat.more["samples"] = samplesJson(section.samples);

    lab::Point point;
    point.inputs = inputsOf(section.configuration, section.seconds);
    point.repeats.push_back(std::move(repeat));
    lab::summarizeRepeats(point);
    return point;
}

lab::Document Measurement::document(const Engine::Reading &now) const
{
    lab::Document document;
    document.metadata = m_metadata;
    document.metadata.finishedAt = lab::timestamp();
    document.points = m_points;
    // The present section is always told, however short, if nothing else would be.
    if (m_open && (m_points.empty() || m_section.seconds >= ShortestSection))
        document.points.push_back(pointOf(m_section, now));
    if (!document.points.empty())
        document.sweep.fixed = document.points.front().inputs;
    document.sweep.values.assign(document.points.size(), lab::Json());
    return document;
}

} // namespace cownscope::ui
