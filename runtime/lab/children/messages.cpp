// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/children/messages.h"

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

// What the reader says of a field becomes what is said of the sender.
template <typename Function>
auto readWith(Function &&read)
{
    try {
        return read();
    } catch (const ResultError &error) {
        throw link::ProtocolError(std::string("sent a wrong message: ") + error.what());
    }
}

// What `read` makes of the payload.
template <typename Function>
auto readPayload(const link::Frame &frame, Function &&read)
{
    return readWith([&] { return read(payloadOf(frame)); });
}

} // namespace

link::Frame frameOf(MessageType type, const Json &payload)
{
    return {static_cast<std::uint16_t>(type),
            payload.dump(-1, ' ', false, Json::error_handler_t::replace)};
}

link::Frame frameOf(const StartMessage &message)
{
    return frameOf(MessageType::Start,
                   Json{{"inputs", inputsJson(message.experiment)},
                        {"repeat_index", message.repeatIndex},
                        {"scheduler_stats", schedulerStats(message.experiment)},
                        {"cpus", message.cpus}});
}

link::Frame frameOf(MessageType type, const LiveReport &report)
{
    return frameOf(type, JsonWriter::writeFields(report));
}

Json payloadOf(const link::Frame &frame)
{
    Json json = readWith([&] { return parseJson(frame.payload); });
    if (!json.is_object())
        throw link::ProtocolError("sent a message of type " + std::to_string(frame.type)
                                  + " that is not a JSON object");
    return json;
}

std::string textOf(const link::Frame &frame, const char *name)
{
    return readPayload(frame, [&](const Json &payload) {
        std::string text;
        JsonReader(payload, "").required(name, text);
        return text;
    });
}

StartMessage startMessageOf(const link::Frame &frame)
{
    return readPayload(frame, [](const Json &payload) {
        JsonReader reader(payload, "");
        StartMessage message;
        Json inputs;
        bool withSchedulerStats = false;
        reader.required("inputs", inputs);
        reader.always("repeat_index", message.repeatIndex);
        reader.always("scheduler_stats", withSchedulerStats);
        reader.always("cpus", message.cpus);
        message.experiment = experimentFromInputs(inputs);
        setSchedulerStats(message.experiment, withSchedulerStats);
        return message;
    });
}

LiveReport liveReportOf(const link::Frame &frame)
{
    return readPayload(frame, [](const Json &payload) {
        JsonReader reader(payload, "");
        LiveReport report;
        describe(report, reader);
        return report;
    });
}

Repeat repeatOf(const link::Frame &frame)
{
    return readPayload(frame, repeatFromJson);
}

} // namespace cownscope::lab
