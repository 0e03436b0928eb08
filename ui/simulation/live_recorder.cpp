// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/simulation/live_recorder.h"

#include "lab/experiments/experiment.h"
#include "lab/experiments/scheduler_statistics.h"
#include "lab/machine/machine.h"
#include "lab/statistics/summary.h"

#include <QCoreApplication>

#include <algorithm>
#include <chrono>
#include <cmath>

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

lab::Json inputsOf(const LiveConfiguration &configuration, double seconds)
{
    lab::Experiment experiment(configuration.configuration());
    experiment.durationSeconds = seconds;
    experiment.warmupSeconds = 0;
    lab::Json inputs = lab::inputsJson(lab::derived(experiment));
    inputs["speed"] = speedJson(configuration.speed());
    return inputs;
}

double perSecond(double amount, double seconds)
{
    return seconds > 0 ? amount / seconds : 0.0;
}

} // namespace

LiveRecorder::LiveRecorder()
{
    clear();
}

void LiveRecorder::clear()
{
    m_metadata = lab::describeRun("cownscope", arguments());
    m_points.clear();
    m_section.reset();
}

void LiveRecorder::begin(const LiveConfiguration &configuration, const Quantities &quantities,
                         const Simulation::Reading &start)
{
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    m_section = Section{configuration, quantities, start,
                        std::chrono::duration_cast<std::chrono::nanoseconds>(now).count()};
}

void LiveRecorder::add(const std::vector<double> &sample, double seconds)
{
    if (!m_section)
        return;
    m_section->seconds += seconds;
    if (m_section->samples.size() < MostSamples)
        m_section->samples.push_back(sample);
}

void LiveRecorder::end(const Simulation::Reading &reading)
{
    if (m_section && m_section->seconds >= ShortestSection)
        m_points.push_back(pointOf(*m_section, reading));
    m_section.reset();
}

lab::Json LiveRecorder::samplesJson(const Section &section)
{
    lab::Json json = lab::Json::object();
    json["interval_s"] = SampleInterval;
    for (std::size_t i = 0; i < section.quantities.size(); ++i) {
        lab::Json list = lab::Json::array();
        for (const std::vector<double> &sample : section.samples)
            list.push_back(sample.at(i));
        json[section.quantities[i]->name] = std::move(list);
    }
    return json;
}

lab::Point LiveRecorder::pointOf(const Section &section, const Simulation::Reading &end)
{
    const boc::Statistics statistics = lab::difference(section.start.statistics, end.statistics);
    const std::uint64_t units = end.units - section.start.units;
    const bool countsBehaviors =
        section.configuration.workload().about().unit == lab::BehaviorsUnit;

    lab::Repeat repeat;
    repeat.completedBehaviors = countsBehaviors ? units : statistics.completed;
    repeat.elapsedSeconds = section.seconds;
    repeat.throughput = perSecond(static_cast<double>(units), section.seconds);
    repeat.wallClockNsStart = section.wallClockNsStart;
    repeat.schedulerStats = lab::schedulerStatsJson(statistics);
    repeat.queueStats = lab::queueStatsJson(statistics);
    repeat.derived = lab::derivedJson(statistics.workers, *repeat.completedBehaviors);
    const Snapshot before{section.start, {}}, after{end, {}};
    for (std::size_t i = 0; i < section.quantities.size(); ++i) {
        const LiveQuantity &quantity = *section.quantities[i];
        if (quantity.total.empty())
            continue;
        const double amount = std::max(0.0, quantity.read(after) - quantity.read(before));
        const bool whole = amount == std::floor(amount);
        repeat.more[quantity.total] =
            whole ? lab::Json(static_cast<std::uint64_t>(amount)) : lab::Json(amount);
        if (i >= commonQuantities().size())
            repeat.more[quantity.name] = perSecond(amount, section.seconds);
    }
    repeat.more["samples"] = samplesJson(section);

    lab::Point point;
    point.inputs = inputsOf(section.configuration, section.seconds);
    point.repeats.push_back(std::move(repeat));
    lab::summarizeRepeats(point);
    return point;
}

lab::Document LiveRecorder::document(const Simulation::Reading &now) const
{
    lab::Document document;
    document.metadata = m_metadata;
    document.metadata.finishedAt = lab::timestamp();
    document.points = m_points;
    // The current section is included even if it is short when there is no other.
    if (m_section && (m_points.empty() || m_section->seconds >= ShortestSection))
        document.points.push_back(pointOf(*m_section, now));
    if (!document.points.empty())
        document.sweep.fixed = document.points.front().inputs;
    document.sweep.values.assign(document.points.size(), lab::Json());
    return document;
}

} // namespace cownscope::ui
