// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/sweep/sweep.h"

#include "lab/machine/machine.h"
#include "lab/results/interruption.h"
#include "lab/statistics/summary.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace cownscope::lab {

namespace {

class SweepRun
{
public:
    SweepRun(Document &document, const std::vector<PlannedPoint> &points,
             const std::vector<PlannedRun> &runs, const ChildOptions &options,
             const SweepHooks &hooks, RunControl &control)
        : m_document(document)
        , m_planned(points)
        , m_runs(runs)
        , m_options(options)
        , m_hooks(hooks)
        , m_control(control)
        , m_points(points.size())
        , m_missing(points.size())
    {
        for (std::size_t i = 0; i < points.size(); ++i)
            m_points[i].inputs = inputsJson(points[i].experiment);
        for (const PlannedRun &run : runs)
            ++m_missing[run.point];
    }

    void run()
    {
        for (std::size_t i = 0; i < m_runs.size() && !m_control.stopRequested(); ++i) {
            if (!m_points[m_runs[i].point].error)
                measure({.number = i, .count = m_runs.size(), .run = m_runs[i]});
        }
        m_document.metadata.interrupted =
            std::ranges::any_of(m_missing, [](std::size_t runs) { return runs > 0; });
        m_document.metadata.finishedAt = timestamp();
        keep();
    }

private:
    void measure(const RunPlace &place)
    {
        Point &point = m_points[place.run.point];
        m_hooks.begun(place);
        try {
            auto repeat = runInChild(m_options, m_planned[place.run.point].experiment,
                                     place.run.repeat, childHooks(), m_control);
            if (!repeat)
                return;
            repeat->more["run_index"] = place.number;
            point.repeats.push_back(*repeat);
            summarizeRepeats(point);
            --m_missing[place.run.point];
            m_hooks.measured(place, *repeat);
        } catch (const ChildFailure &failure) {
            point.error = PointError{.message = failure.what(), .stderrTail = failure.stderrTail()};
            clearSummary(point);
            m_missing[place.run.point] = 0; // no more runs follow
            m_hooks.failed(place, *point.error);
        }
        keep();
    }

    ChildHooks childHooks()
    {
        return {.hello =
                    [this](const Json &machine) {
                        if (!m_document.metadata.more.contains("measured_on"))
                            recordMachine(machine);
                    },
                .live = m_hooks.live,
                .snapshot = m_hooks.snapshot,
                .stopping =
                    [this] {
                        keep();
                        m_hooks.stopping(); // last, since the hook may end the process
                    }};
    }

    // Stores the first child's description of its machine.
    void recordMachine(const Json &machine)
    {
        m_document.metadata.more["measured_on"] = machine;
        const Json host = machine.value("hostname", Json());
        if (host.is_string() && host != hostName())
            m_hooks.warning("measured on " + host.get<std::string>() + ", not on " + hostName());
        // Only now is the number of cores known.
        const Json cores = machine.value("physical_cpu_count", Json());
        if (!coresFor(m_options) && cores.is_number_unsigned()) {
            const auto count = std::min<std::uint64_t>(cores.get<std::uint64_t>(), UINT32_MAX);
            if (const auto crowding = crowdingWarning(m_planned, static_cast<unsigned>(count)))
                m_hooks.warning(*crowding);
        }
    }

    // In the schema, a failed point has repeats, but no mean.
    static void clearSummary(Point &point)
    {
        Point bare;
        bare.inputs = std::move(point.inputs);
        bare.repeats = std::move(point.repeats);
        bare.error = std::move(point.error);
        point = std::move(bare);
    }

    // Saves the current state as if nothing followed: it may be the last document that is saved.
    void keep()
    {
        m_document.points.clear();
        for (std::size_t i = 0; i < m_points.size(); ++i) {
            if (!m_points[i].error && m_points[i].repeats.empty())
                continue; // not started
            Point &kept = m_document.points.emplace_back(m_points[i]);
            if (m_missing[i] > 0)
                kept.error = PointError{.message = InterruptedMessage};
        }
        m_hooks.keep(m_document);
    }

    Document &m_document;
    const std::vector<PlannedPoint> &m_planned;
    const std::vector<PlannedRun> &m_runs;
    const ChildOptions &m_options;
    const SweepHooks &m_hooks;
    RunControl &m_control;
    std::vector<Point> m_points;
    std::vector<std::size_t> m_missing; // runs left, by point; 0 for a failed point
};

} // namespace

void runSweep(Document &document, const std::vector<PlannedPoint> &points,
              const std::vector<PlannedRun> &runs, const ChildOptions &options,
              const SweepHooks &hooks, RunControl &control)
{
    SweepRun(document, points, runs, options, hooks, control).run();
}

} // namespace cownscope::lab
