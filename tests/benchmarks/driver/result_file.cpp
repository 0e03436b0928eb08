// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchmarks/driver/result_file.h"

#include "benchmarks/driver/report.h"
#include "lab/files/write_file.h"
#include "lab/results/json_writer.h"

namespace cownscope::benchmark {

namespace {

using lab::Json;

template <class T>
Json optional(const std::optional<T> &value)
{
    return value ? Json(*value) : Json();
}

Json jsonOf(const Sample &sample)
{
    if (sample.size() == 1 && sample.front().name.empty())
        return sample.front().number;
    Json values = Json::object();
    for (const Value &value : sample)
        values[value.name] = value.number;
    return values;
}

Json jsonOf(const Measurement &measurement)
{
    Json rounds = Json::array();
    for (const Round &round : measurement.rounds) {
        Json samples = Json::object();
        for (const auto &[name, sample] : round.samples)
            samples[name] = jsonOf(sample);
        rounds.push_back({{"order", round.order}, {"samples", std::move(samples)}});
    }
    return {{"row", measurement.entry.row},
            {"workers", measurement.workers},
            {"rounds", std::move(rounds)},
            {"failures", measurement.failures}};
}

Json jsonOf(const Line &line)
{
    Json json{{"row", line.row},
              {"figure", line.figure},
              {"unit", line.unit},
              {"workers", line.workers},
              {"ours", optional(line.ours)},
              {"peer", line.peer.empty() ? Json() : Json(line.peer)},
              {"peer_median", optional(line.peersMedian)},
              {"ratio", nullptr},
              {"target", optional(line.target)},
              {"limit", optional(line.limit)},
              {"met", optional(line.met)}};
    if (line.ratio) {
        json["ratio"] = {{"median", line.ratio->median},
                         {"min", line.ratio->min},
                         {"max", line.ratio->max},
                         {"low", line.ratio->low},
                         {"high", line.ratio->high}};
    }
    return json;
}

} // namespace

void writeResults(const std::filesystem::path &path, const lab::Metadata &metadata,
                  const Plan &plan, const std::vector<Measurement> &measurements)
{
    Json rows = Json::array();
    Json table = Json::array();
    for (const Measurement &measurement : measurements) {
        rows.push_back(jsonOf(measurement));
        for (const Line &line : linesOf(measurement))
            table.push_back(jsonOf(line));
    }
    const Json document{{"metadata", lab::JsonWriter::writePart(metadata)},
                        {"pairs", plan.pairs},
                        {"peers", plan.peers},
                        {"measurements", std::move(rows)},
                        {"table", std::move(table)}};
    lab::writeFile(path, document.dump(2, ' ', false, Json::error_handler_t::replace) + '\n');
}

} // namespace cownscope::benchmark
