// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/transport/protocol.h"

#include "lab/results/json_reader.h"
#include "lab/results/json_text.h"

namespace cownscope::lab::transport {

namespace {

// Reads the payload of a message of this type.
template <typename Function>
auto readPayload(MessageType type, const link::Message &message, Function &&read)
{
    expect(type, message);
    try {
        return read(parseJson(message.payload));
    } catch (const ResultError &error) {
        throw link::ProtocolError(std::string("sent an invalid message: ") + error.what());
    }
}

} // namespace

link::Message messageOf(MessageType type, const Json &payload)
{
    return {static_cast<std::uint16_t>(type),
            payload.dump(-1, ' ', false, Json::error_handler_t::replace)};
}

link::Message messageOf(const StartRequest &request)
{
    return messageOf(
        MessageType::Start,
        Json{{"configuration", toJson(request.configuration)}, {"clip_bytes", request.clipBytes}});
}

link::Message messageOf(const SentReport &report)
{
    return messageOf(MessageType::Sent,
                     Json{{"cpu_s", report.cpuSeconds}, {"peak_bytes", report.peakBytes}});
}

link::Message messageOf(const Measurement &measurement)
{
    return messageOf(MessageType::Result,
                     Json{{"items_per_s", measurement.itemsPerSecond},
                          {"payload_bytes", measurement.payloadBytes},
                          {"cpu_s", measurement.cpuSeconds},
                          {"peak_bytes", measurement.peakBytes}});
}

link::Message failureMessage(const std::string &sentence)
{
    return messageOf(MessageType::Failure, Json{{"message", sentence}});
}

MessageType typeOf(const link::Message &message)
{
    return static_cast<MessageType>(message.type);
}

void expect(MessageType type, const link::Message &message)
{
    if (typeOf(message) != type)
        throw link::ProtocolError("sent a message of type " + std::to_string(message.type)
                                  + " instead of "
                                  + std::to_string(static_cast<std::uint16_t>(type)));
}

StartRequest startRequestOf(const link::Message &message)
{
    return readPayload(MessageType::Start, message, [](const Json &payload) {
        StartRequest request;
        Json configuration;
        JsonReader reader(payload, "");
        reader.required("configuration", configuration);
        reader.required("clip_bytes", request.clipBytes);
        request.configuration = configurationFrom(configuration);
        return request;
    });
}

SentReport sentReportOf(const link::Message &message)
{
    return readPayload(MessageType::Sent, message, [](const Json &payload) {
        SentReport report;
        JsonReader reader(payload, "");
        reader.required("cpu_s", report.cpuSeconds);
        reader.required("peak_bytes", report.peakBytes);
        return report;
    });
}

Measurement measurementOf(const link::Message &message)
{
    return readPayload(MessageType::Result, message, [](const Json &payload) {
        Measurement measurement;
        JsonReader reader(payload, "");
        reader.required("items_per_s", measurement.itemsPerSecond);
        reader.required("payload_bytes", measurement.payloadBytes);
        reader.required("cpu_s", measurement.cpuSeconds);
        reader.required("peak_bytes", measurement.peakBytes);
        if (measurement.itemsPerSecond.empty())
            throw ResultError("items_per_s must not be empty");
        return measurement;
    });
}

std::string failureOf(const link::Message &message)
{
    return readPayload(MessageType::Failure, message, [](const Json &payload) {
        std::string sentence;
        JsonReader(payload, "").required("message", sentence);
        return sentence;
    });
}

} // namespace cownscope::lab::transport
