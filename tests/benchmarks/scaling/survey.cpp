// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchmarks/scaling/survey.h"

#include "benchmarks/driver/child.h"
#include "benchmarks/driver/measurement.h"
#include "benchmarks/driver/quantity.h"

#include <algorithm>
#include <iostream>
#include <map>
#include <set>
#include <stdexcept>

namespace cownscope::benchmark {

namespace {

using Clock = std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;

constexpr unsigned leastOrders = 4; // each row twice in two orders
constexpr Seconds longestSample{1.0};
constexpr Seconds shortestSample{0.02};
constexpr std::uint64_t trialOperations = 200'000; // for each worker
constexpr std::chrono::seconds sampleLimit{120};

ScalingRow latency(const std::string &row, const std::string &figure, double perSecond)
{
    return {.name = row + ' ' + figure,
            .figure = figure,
            .unit = "µs",
            .words = {"sample", row},
            .perSecond = perSecond,
            .peerRows = {"bare", row + "-bare"},
            .growsWithWorkers = false};
}

ScalingRow flock(const std::string &boids)
{
    return {.name = "flock of " + boids,
            .program = "flock_bench",
            .words = {"--values", "--turns", "1", "--boids", boids},
            .inSample = {"bare"}};
}

class Surveyor
{
public:
    explicit Surveyor(const SurveyPlan &plan)
        : m_plan(plan)
        , m_end(Clock::now() + plan.budget)
    { }

    Survey take()
    {
        for (unsigned order = 0; mayGoOn(order); ++order) {
            const std::size_t before = m_survey.samples.size();
            takeOrder(order);
            if (m_survey.samples.size() == before)
                break; // nothing is left that can be measured
        }
        m_survey.complete = m_survey.complete && !interrupted();
        return std::move(m_survey);
    }

private:
    // An order that cannot be finished is not begun, except the ones that are needed.
    bool mayGoOn(unsigned order)
    {
        if (interrupted())
            return false;
        if (m_plan.orders)
            return order < *m_plan.orders;
        if (order < leastOrders)
            return true;
        return Clock::now() + m_longestOrder < m_end;
    }

    void takeOrder(unsigned order)
    {
        const auto begin = Clock::now();
        std::vector<std::pair<const ScalingRow *, unsigned>> points;
        for (const ScalingRow &row : m_plan.rows) {
            for (const unsigned workers : m_plan.workers)
                points.emplace_back(&row, workers);
        }
        if (order % 2 != 0)
            std::ranges::reverse(points);
        std::size_t left = points.size() * (leastOrders - std::min(order, leastOrders - 1));
        for (const auto &[row, workers] : points) {
            if (interrupted())
                return;
            if (Clock::now() >= m_end && !m_plan.orders) {
                m_survey.complete = m_survey.complete && order >= leastOrders;
                return;
            }
            takePoint(*row, workers, order, left);
            --left;
        }
        m_longestOrder = std::max(m_longestOrder, Seconds(Clock::now() - begin));
    }

    // `left`: how many points have to share the rest of the budget, at least.
    void takePoint(const ScalingRow &row, unsigned workers, unsigned order, std::size_t left)
    {
        const auto contenders = contendersOf(row);
        const double share = Seconds(m_end - Clock::now()).count() / static_cast<double>(left)
            / static_cast<double>(contenders.size());
        // Starting a process and finding the number of operations also take time.
        const Seconds time = std::clamp(Seconds(0.6 * share), shortestSample, longestSample);
        std::string report;
        for (const auto &[name, words] : contenders) {
            const std::string key = row.name + ' ' + name;
            if (m_out.contains(key) || interrupted())
                continue;
            try {
                SurveySample sample{.row = row.name,
                                    .contender = name,
                                    .workers = workers,
                                    .order = order,
                                    .operations = operationsFor(row, name, words, workers, time),
                                    .values = {}};
                sample.values = run(words, workers, sample.operations, isOurs(name, row));
                remember(row, name, workers, sample.values);
                report += "  " + name + ' ' + quantity(figureOf(row, sample.values), row.unit);
                m_survey.samples.push_back(std::move(sample));
            } catch (const std::runtime_error &error) {
                if (interrupted())
                    return;
                m_out.insert(key);
                if (dynamic_cast<const LacksRow *>(&error) && isExternal(name)) {
                    report += "  " + name + " lacks it";
                    continue;
                }
                m_survey.failures.push_back(row.name + ", workers " + std::to_string(workers) + ": "
                                            + name + ' ' + error.what());
                std::cerr << m_survey.failures.back() << std::endl;
            }
        }
        if (!report.empty())
            std::cerr << row.name << ", workers " << workers << ", time " << order + 1 << ':'
                      << report << std::endl;
    }

    using Words = std::vector<std::string>;

    std::vector<std::pair<std::string, Words>> contendersOf(const ScalingRow &row) const
    {
        const auto program = [this](const std::string &name) {
            return (m_plan.programs / name).string();
        };
        Words words{program(row.program)};
        words.insert(words.end(), row.words.begin(), row.words.end());
        std::vector<std::pair<std::string, Words>> contenders{{ours, words}};
        for (std::size_t i = 0; i + 1 < row.peerRows.size(); i += 2)
            contenders.push_back(
                {row.peerRows[i], {program("boc_bench"), "sample", row.peerRows[i + 1]}});
        if (row.program == "boc_bench" && row.growsWithWorkers) {
            for (const auto &[name, command] : m_plan.peers)
                contenders.emplace_back(name, wordsOfPeer(name, command, row.name));
        }
        return contenders;
    }

    static bool isOurs(const std::string &name, const ScalingRow &row)
    {
        return name == ours && row.program == "boc_bench";
    }

    bool isExternal(const std::string &name) const
    {
        return std::ranges::count(m_plan.peers, name, &ExternalPeers::value_type::first) != 0;
    }

    std::uint64_t operationsFor(const ScalingRow &row, const std::string &name, const Words &words,
                                unsigned workers, Seconds time)
    {
        if (row.program != "boc_bench")
            return 0;
        if (row.perSecond > 0)
            return static_cast<std::uint64_t>(std::max(1.0, row.perSecond * time.count()));
        const auto key = std::tuple(row.name, name, workers);
        if (!m_rates.contains(key)) {
            const Sample trial = run(words, workers, trialOperations * workers, false);
            m_rates[key] = trial.front().number;
        }
        return static_cast<std::uint64_t>(std::max(1.0, m_rates[key] * time.count()));
    }

    void remember(const ScalingRow &row, const std::string &name, unsigned workers,
                  const Sample &values)
    {
        if (row.perSecond == 0)
            m_rates[{row.name, name, workers}] = values.front().number;
    }

    static Sample run(Words words, unsigned workers, std::uint64_t operations, bool observe)
    {
        words.insert(words.end(), {"--workers", std::to_string(workers)});
        if (operations > 0)
            words.insert(words.end(), {"--operations", std::to_string(operations)});
        if (observe)
            words.emplace_back("--observe");
        return sampleOf(runChild(words, sampleLimit));
    }

    const SurveyPlan &m_plan;
    const Clock::time_point m_end;
    Seconds m_longestOrder{0};
    Survey m_survey;
    std::map<std::tuple<std::string, std::string, unsigned>, double> m_rates;
    // Rows and contenders that failed or are lacking; not measured again.
    std::set<std::string> m_out;
};

} // namespace

std::vector<ScalingRow> scalingRows()
{
    std::vector<ScalingRow> rows;
    for (const char *name : {"chain-ring", "ping", "fan-out", "ubench", "banking", "philosophers",
                             "philosophers-apart", "readers"})
        rows.push_back({.name = name, .words = {"sample", name}});
    // Each wake-up takes a pause of its own: see rows/latency.h.
    rows.push_back(latency("latency-schedule", "p50", 900));
    rows.push_back(latency("latency-main", "p50", 900));
    rows.push_back(flock("131072"));
    rows.push_back(flock("1000000"));
    return rows;
}

double figureOf(const ScalingRow &row, const Sample &values)
{
    return numberOf(values, row.figure).value_or(values.front().number);
}

std::vector<unsigned> workersUpTo(unsigned most)
{
    std::set<unsigned> workers{1, most};
    for (unsigned count = 2; count < most; count *= 2)
        workers.insert(count);
    if (most >= 8)
        workers.insert(most * 3 / 4);
    return {workers.begin(), workers.end()};
}

Survey takeSurvey(const SurveyPlan &plan)
{
    return Surveyor(plan).take();
}

} // namespace cownscope::benchmark
