// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/transport/transport_json.h"

#include "lab/results/json_text.h"
#include "lab/results/json_writer.h"

#include <optional>

namespace cownscope::lab::transport {

namespace {

template <typename Values>
Json namesOf(const Values &values)
{
    Json names = Json::array();
    for (const auto value : values)
        names.push_back(nameOf(value));
    return names;
}

Json optionsJson(const SweepOptions &options)
{
    return Json{{"sizes_mb", options.sizesMb},
                {"kinds", namesOf(options.kinds)},
                {"transports", namesOf(options.transports)},
                {"num_items", options.common.numItems},
                {"buffer_size", options.common.bufferSize},
                {"runs", options.common.runs},
                {"duration_s", options.common.durationSeconds},
                {"gap_s", options.gapSeconds},
                {"isolate", options.isolate},
                {"prefilled", options.common.prefilled},
                {"picture", {options.pictureWidth, options.pictureHeight}}};
}

Json rowJson(const Row &row, bool isIsolated)
{
    const auto ifIsolated = [isIsolated](double value) {
        return isIsolated ? Json(value) : Json();
    };
    return Json{{"size_mb", row.sizeMb},
                {"kind", nameOf(row.kind)},
                {"transport", nameOf(row.transport)},
                {"payload_bytes", row.payloadBytes},
                {"items_per_s", row.itemsPerSecond},
                {"mb_per_s", row.mbPerSecond},
                {"mb_per_s_lo", row.mbPerSecondLow},
                {"mb_per_s_hi", row.mbPerSecondHigh},
                {"speedup", row.speedup},
                {"peak_rss_mb", ifIsolated(row.peakRssMb)},
                {"cpu_sec", ifIsolated(row.cpuSeconds)},
                {"samples", row.samples}};
}

} // namespace

std::string toJsonText(const SweepOptions &options, const SweepResult &result,
                       const Metadata &metadata)
{
    Json json = Json::object();
    json[VersionName] = SchemaVersion;
    Metadata described = metadata;
    described.interrupted = result.interrupted;
    json["metadata"] = JsonWriter::writePart(described);
    json["transport"] = optionsJson(options);
    json["rows"] = Json::array();
    for (const Row &row : result.rows)
        json["rows"].push_back(rowJson(row, options.isolate));
    json["skipped"] = Json::array();
    for (const Skipped &skipped : result.skipped)
        json["skipped"].push_back({{"size_mb", skipped.configuration.sizeMb},
                                   {"kind", nameOf(skipped.configuration.kind)},
                                   {"transport", nameOf(skipped.configuration.transport)},
                                   {"reason", skipped.reason}});
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

} // namespace cownscope::lab::transport
