// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchmarks/scaling/survey_report.h"

#include "benchmarks/driver/measurement.h"
#include "benchmarks/driver/quantity.h"
#include "benchmarks/driver/ratio.h"
#include "benchmarks/driver/text_table.h"
#include "benchmarks/scaling/two_states.h"
#include "lab/files/write_file.h"
#include "lab/results/json_writer.h"

#include <algorithm>
#include <map>
#include <optional>
#include <sstream>

namespace cownscope::benchmark {

namespace {

using lab::Json;

// What was measured of a row with so many workers: samples of each contender.
using Point = std::map<std::string, std::vector<double>>;

Point pointOf(const Survey &survey, const ScalingRow &row, unsigned workers)
{
    Point point;
    for (const SurveySample &sample : survey.samples) {
        if (sample.row != row.name || sample.workers != workers)
            continue;
        point[sample.contender].push_back(figureOf(row, sample.values));
        for (const std::string &peer : row.inSample) {
            if (const auto peers = numberOf(sample.values, peer))
                point[peer].push_back(*peers);
        }
    }
    return point;
}

// The most behaviors in flight in any sample.
std::optional<double> mostInFlight(const Survey &survey, const ScalingRow &row, unsigned workers)
{
    std::optional<double> most;
    for (const SurveySample &sample : survey.samples) {
        if (sample.row == row.name && sample.workers == workers) {
            if (const auto value = numberOf(sample.values, "mostInFlight"))
                most = std::max(most.value_or(0), *value);
        }
    }
    return most;
}

std::string sentenceOf(const ScalingRow &row, unsigned workers, const std::string &contender,
                       const TwoStates &states, std::optional<double> most)
{
    std::ostringstream text;
    text << row.name << ", " << workers << (workers == 1 ? " worker, " : " workers, ") << contender
         << ": two states, " << quantity(states.low, row.unit) << " (" << states.inLow << ") and "
         << quantity(states.high, row.unit) << " (" << states.inHigh << ')';
    if (most && contender == ours)
        text << "; most in flight " << fixed(*most, 0);
    return text.str();
}

std::vector<std::string> twoStateSentences(const SurveyPlan &plan, const Survey &survey)
{
    std::vector<std::string> sentences;
    for (const ScalingRow &row : plan.rows) {
        for (const unsigned workers : plan.workers) {
            for (const auto &[contender, values] : pointOf(survey, row, workers)) {
                if (const auto states = twoStatesOf(values))
                    sentences.push_back(sentenceOf(row, workers, contender, *states,
                                                   mostInFlight(survey, row, workers)));
            }
        }
    }
    return sentences;
}

} // namespace

std::string tableOf(const SurveyPlan &plan, const Survey &survey)
{
    std::vector<std::string> head{"row, workers"};
    for (const unsigned workers : plan.workers)
        head.push_back(std::to_string(workers));
    std::vector<std::vector<std::string>> table{std::move(head)};
    for (const ScalingRow &row : plan.rows) {
        std::map<std::string, std::vector<std::string>> lines; // by contender
        std::optional<double> alone;
        for (std::size_t i = 0; i < plan.workers.size(); ++i) {
            const Point point = pointOf(survey, row, plan.workers[i]);
            const auto mine = point.find(ours);
            if (mine == point.end())
                continue;
            const double value = median(mine->second);
            if (i == 0 && row.growsWithWorkers)
                alone = value;
            for (const auto &[contender, values] : point) {
                std::vector<std::string> &line = lines[contender];
                line.resize(plan.workers.size() + 1);
                std::string &cell = line[i + 1];
                cell = quantity(median(values), row.unit);
                if (contender != ours)
                    cell += " (" + fixed(value / median(values), 2) + ')';
                else if (alone && i > 0)
                    cell += " ×" + fixed(value / *alone, 2);
                if (twoStatesOf(values))
                    cell += " !";
            }
        }
        const auto addLine = [&table](std::vector<std::string> &line, const std::string &name) {
            line.front() = name;
            table.push_back(std::move(line));
        };
        if (lines.contains(ours))
            addLine(lines[ours], row.name);
        for (auto &[contender, line] : lines) {
            if (contender != ours)
                addLine(line, "  " + contender);
        }
    }
    std::string text = textTable(table);
    for (const std::string &sentence : twoStateSentences(plan, survey))
        text += "! " + sentence + '\n';
    for (const std::string &failure : survey.failures)
        text += failure + '\n';
    if (!survey.complete)
        text += "Not complete: the budget was too small, or the run was interrupted.\n";
    return text;
}

void writeSurvey(const std::filesystem::path &path, const lab::Metadata &metadata,
                 const SurveyPlan &plan, const Survey &survey)
{
    Json samples = Json::array();
    for (const SurveySample &sample : survey.samples) {
        Json values = Json::object();
        for (const Value &value : sample.values)
            values[value.name.empty() ? "value" : value.name] = value.number;
        samples.push_back({{"row", sample.row},
                           {"contender", sample.contender},
                           {"workers", sample.workers},
                           {"order", sample.order},
                           {"operations", sample.operations},
                           {"values", std::move(values)}});
    }
    Json medians = Json::array();
    for (const ScalingRow &row : plan.rows) {
        for (const unsigned workers : plan.workers) {
            for (const auto &[contender, values] : pointOf(survey, row, workers)) {
                Json line{{"row", row.name},          {"unit", row.unit},
                          {"workers", workers},       {"contender", contender},
                          {"median", median(values)}, {"two_states", nullptr}};
                if (const auto states = twoStatesOf(values))
                    line["two_states"] = {{"low", states->low},
                                          {"high", states->high},
                                          {"in_low", states->inLow},
                                          {"in_high", states->inHigh}};
                medians.push_back(std::move(line));
            }
        }
    }
    const Json document{{"metadata", lab::JsonWriter::writePart(metadata)},
                        {"budget_seconds", plan.budget.count()},
                        {"complete", survey.complete},
                        {"medians", std::move(medians)},
                        {"samples", std::move(samples)},
                        {"failures", survey.failures}};
    lab::writeFile(path, document.dump(1, ' ', false, Json::error_handler_t::replace) + '\n');
}

} // namespace cownscope::benchmark
