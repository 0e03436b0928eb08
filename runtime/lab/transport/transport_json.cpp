// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/transport/transport_json.h"

#include "lab/results/json_reader.h"
#include "lab/results/json_text.h"
#include "lab/results/json_writer.h"
#include "lab/results/result_file.h"
#include "lab/results/result_json.h"
#include "lab/results/text_table.h"

#include <array>
#include <optional>
#include <type_traits>
#include <utility>

namespace cownscope::lab::transport {

namespace {

constexpr const char *OptionsName = "transport";
constexpr const char *RowsName = "rows";
constexpr const char *SkippedName = "skipped";

constexpr const char *KindNames = "bytes, matrix, tensor or packets";

[[noreturn]] void failName(const std::string &field, const char *expected, const std::string &name)
{
    constexpr std::size_t mostShown = 60;
    throw ResultError(field + " must be " + expected + ", but is \""
                      + oneLine(name.substr(0, mostShown)) + '"');
}

Kind kindAt(const std::string &field, const std::string &name)
{
    const auto kind = kindNamed(name);
    if (!kind)
        failName(field, KindNames, name);
    return *kind;
}

Transport transportAt(const std::string &field, const std::string &name)
{
    const auto transport = transportNamed(name);
    if (!transport)
        failName(field, allTransportNames, name);
    return *transport;
}

template <typename Values>
std::vector<std::string> namesOf(const Values &values)
{
    std::vector<std::string> names;
    names.reserve(values.size());
    for (const auto value : values)
        names.push_back(nameOf(value));
    return names;
}

// The fields of each part, in the order of the file. `Self` is constant for the writer. `place`
// begins the names of fields in errors, as in "rows[2].".

template <typename Self, typename Field>
void describeOptions(Self &options, Field &field)
{
    std::vector<std::string> kinds = namesOf(options.kinds);
    std::vector<std::string> transports = namesOf(options.transports);
    std::array<std::uint32_t, 2> picture{options.pictureWidth, options.pictureHeight};
    field.required("sizes_mb", options.sizesMb);
    field.required("kinds", kinds);
    field.required("transports", transports);
    field.required("num_items", options.common.numItems);
    field.required("buffer_size", options.common.bufferSize);
    field.required("runs", options.common.runs);
    field.required("duration_s", options.common.durationSeconds);
    field.required("gap_s", options.gapSeconds);
    field.required("isolate", options.isolate);
    field.required("prefilled", options.common.prefilled);
    field.required("picture", picture);
    if constexpr (!std::is_const_v<Self>) {
        options.kinds.clear();
        for (const std::string &name : kinds)
            options.kinds.push_back(kindAt("transport.kinds", name));
        options.transports.clear();
        for (const std::string &name : transports)
            options.transports.push_back(transportAt("transport.transports", name));
        options.pictureWidth = picture[0];
        options.pictureHeight = picture[1];
    }
}

// Of a row or a configuration.
template <typename Self, typename Field>
void describeItem(Self &item, Field &field, const std::string &place)
{
    std::string kind = nameOf(item.kind);
    std::string transport = nameOf(item.transport);
    field.required("size_mb", item.sizeMb);
    field.required("kind", kind);
    field.required("transport", transport);
    if constexpr (!std::is_const_v<Self>) {
        item.kind = kindAt(place + "kind", kind);
        item.transport = transportAt(place + "transport", transport);
        if (item.sizeMb == 0)
            throw ResultError(place + "size_mb must be 1 or more");
    }
}

template <typename Self, typename Field>
void describeRow(Self &row, Field &field, bool isIsolated, const std::string &place)
{
    std::optional<double> peakRssMb;
    std::optional<double> cpuSeconds;
    std::optional<std::string> interruption;
    if (!row.interruption.empty())
        interruption = row.interruption;
    if (isIsolated) {
        peakRssMb = row.peakRssMb;
        cpuSeconds = row.cpuSeconds;
    }
    describeItem(row, field, place);
    field.required("payload_bytes", row.payloadBytes);
    field.required("items_per_s", row.itemsPerSecond);
    field.required("mb_per_s", row.mbPerSecond);
    field.required("mb_per_s_lo", row.mbPerSecondLow);
    field.required("mb_per_s_hi", row.mbPerSecondHigh);
    field.required("speedup", row.speedup);
    field.always("peak_rss_mb", peakRssMb);
    field.always("cpu_sec", cpuSeconds);
    field.required("samples", row.samples);
    field.always("interruption", interruption);
    if constexpr (!std::is_const_v<Self>) {
        row.peakRssMb = peakRssMb.value_or(0);
        row.cpuSeconds = cpuSeconds.value_or(0);
        row.interruption = interruption.value_or("");
    }
}

Json rowJson(const Row &row, bool isIsolated)
{
    JsonWriter writer;
    describeRow(row, writer, isIsolated, {});
    return std::move(writer).object();
}

// "rows[2]"
std::string placeOf(const char *list, std::size_t index)
{
    return list + ('[' + std::to_string(index)) + ']';
}

Row rowFrom(const Json &json, const std::string &place)
{
    Row row;
    JsonReader reader(json, place);
    describeRow(row, reader, false, place + '.');
    for (const auto &[name, value] :
         {std::pair("items_per_s", row.itemsPerSecond), std::pair("mb_per_s", row.mbPerSecond),
          std::pair("mb_per_s_hi", row.mbPerSecondHigh), std::pair("speedup", row.speedup),
          std::pair("peak_rss_mb", row.peakRssMb), std::pair("cpu_sec", row.cpuSeconds)}) {
        if (value < 0)
            throw ResultError(place + '.' + name + " must be 0 or more");
    }
    return row;
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
    JsonWriter optionsWriter;
    describeOptions(options, optionsWriter);
    json[OptionsName] = std::move(optionsWriter).object();
    json[RowsName] = Json::array();
    for (const Row &row : result.rows)
        json[RowsName].push_back(rowJson(row, options.isolate));
    json[SkippedName] = Json::array();
    for (const Skipped &skipped : result.skipped) {
        JsonWriter writer;
        describeItem(skipped.configuration, writer, {});
        writer.required("reason", skipped.reason);
        json[SkippedName].push_back(std::move(writer).object());
    }
    return fileText(json);
}

bool isTransportResult(const Json &json)
{
    return json.is_object() && json.contains(OptionsName) && json.contains(RowsName);
}

TransportResult transportResultFromJson(const Json &json)
{
    if (!isTransportResult(json))
        throw ResultError(
            "this is not a result file of transports: it has no transport or no rows");
    checkSchemaVersion(json);
    TransportResult result;
    Json options;
    std::vector<Json> rows;
    std::vector<Json> skipped;
    JsonReader reader(json, {});
    reader.required("metadata", result.metadata);
    reader.required(OptionsName, options);
    reader.required(RowsName, rows);
    reader.required(SkippedName, skipped);
    result.interrupted = result.metadata.interrupted;
    JsonReader optionsReader(options, OptionsName);
    describeOptions(result.options, optionsReader);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        Row row = rowFrom(rows[i], placeOf(RowsName, i));
        if (findRow(result.rows, row.sizeMb, row.kind, row.transport) != nullptr)
            throw ResultError(placeOf(RowsName, i)
                              + " has the size_mb, kind and transport of "
                                "another row");
        result.rows.push_back(std::move(row));
    }
    for (std::size_t i = 0; i < skipped.size(); ++i) {
        const std::string place = placeOf(SkippedName, i);
        Skipped &one = result.skipped.emplace_back(
            Skipped{.configuration = result.options.common, .reason = {}});
        JsonReader skippedReader(skipped[i], place);
        describeItem(one.configuration, skippedReader, place + '.');
        skippedReader.required("reason", one.reason);
    }
    return result;
}

TransportResult readTransportJson(const std::filesystem::path &path)
{
    return readJsonFile(path, transportResultFromJson);
}

} // namespace cownscope::lab::transport
