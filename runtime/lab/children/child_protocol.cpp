// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/children/child_protocol.h"

#include "lab/results/json_reader.h"
#include "lab/results/json_text.h"
#include "lab/results/json_writer.h"
#include "lab/results/result_json.h"

namespace cownscope::lab {

template <IsPart<LiveReport> Self, typename Field>
void describe(Self &self, Field &field)
{
    field.required("phase", self.phase);
    field.always("elapsed_s", self.elapsedSeconds);
    field.always("planned_s", self.plannedSeconds);
    field.always("units", self.units);
    field.always("throughput", self.throughput);
    field.always("executed", self.executed);
    field.addition("scheduler_stats", self.schedulerStats);
    field.addition("queue_stats", self.queueStats);
}

namespace {

// Turns errors of the reader into protocol errors of the sender.
template <typename Function>
auto readWith(Function &&read)
{
    try {
        return read();
    } catch (const ResultError &error) {
        throw link::ProtocolError(std::string("sent an invalid message: ") + error.what());
    }
}

// Applies `read` to the payload.
template <typename Function>
auto readPayload(const link::Message &message, Function &&read)
{
    return readWith([&] { return read(payloadOf(message)); });
}

} // namespace

link::Message messageOf(MessageType type, const Json &payload)
{
    return {static_cast<std::uint16_t>(type), lineText(payload)};
}

link::Message messageOf(const StartRequest &request)
{
    return messageOf(MessageType::Start,
                     Json{{"inputs", inputsJson(request.experiment)},
                          {"repeat_index", request.repeatIndex},
                          {"scheduler_stats", request.experiment.schedulerStats},
                          {"cpus", request.cpus}});
}

link::Message messageOf(MessageType type, const LiveReport &report)
{
    return messageOf(type, JsonWriter::writeFields(report));
}

Json payloadOf(const link::Message &message)
{
    Json json = readWith([&] { return parseJson(message.payload); });
    if (!json.is_object())
        throw link::ProtocolError("sent a message of type " + std::to_string(message.type)
                                  + " that is not a JSON object");
    return json;
}

std::string textOf(const link::Message &message, const char *name)
{
    return readPayload(message, [&](const Json &payload) {
        std::string text;
        JsonReader(payload, "").required(name, text);
        return text;
    });
}

StartRequest startRequestOf(const link::Message &message)
{
    return readPayload(message, [](const Json &payload) {
        JsonReader reader(payload, "");
        Json inputs;
        reader.required("inputs", inputs);
        StartRequest request{.experiment = experimentFromInputs(inputs)};
        request.experiment.schedulerStats = false;
        reader.always("repeat_index", request.repeatIndex);
        reader.always("scheduler_stats", request.experiment.schedulerStats);
        reader.always("cpus", request.cpus);
        return request;
    });
}

LiveReport liveReportOf(const link::Message &message)
{
    return readPayload(message, [](const Json &payload) {
        JsonReader reader(payload, "");
        LiveReport report;
        describe(report, reader);
        return report;
    });
}

Repeat repeatOf(const link::Message &message)
{
    return readPayload(message, repeatFromJson);
}

} // namespace cownscope::lab
