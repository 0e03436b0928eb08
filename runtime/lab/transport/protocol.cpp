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

PassReport lastPassOf(const Measurement &measurement)
{
    return {.itemsPerSecond = measurement.itemsPerSecond.back(),
            .payloadBytes = measurement.payloadBytes,
            .cpuSeconds = measurement.cpuSeconds,
            .peakBytes = measurement.peakBytes};
}

void append(const PassReport &report, Measurement &measurement)
{
    measurement.itemsPerSecond.push_back(report.itemsPerSecond);
    measurement.payloadBytes = report.payloadBytes;
    measurement.cpuSeconds = report.cpuSeconds;
    measurement.peakBytes = report.peakBytes;
}

link::Message messageOf(MessageType type, const Json &payload)
{
    return {static_cast<std::uint16_t>(type), lineText(payload)};
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

link::Message messageOf(const PassReport &report)
{
    return messageOf(MessageType::Passed,
                     Json{{"items_per_s", report.itemsPerSecond},
                          {"payload_bytes", report.payloadBytes},
                          {"cpu_s", report.cpuSeconds},
                          {"peak_bytes", report.peakBytes}});
}

link::Message doneMessage(const std::string &interruption)
{
    return messageOf(MessageType::Done, Json{{"interruption", interruption}});
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

PassReport passReportOf(const link::Message &message)
{
    return readPayload(MessageType::Passed, message, [](const Json &payload) {
        PassReport report;
        JsonReader reader(payload, "");
        reader.required("items_per_s", report.itemsPerSecond);
        reader.required("payload_bytes", report.payloadBytes);
        reader.required("cpu_s", report.cpuSeconds);
        reader.required("peak_bytes", report.peakBytes);
        return report;
    });
}

std::string interruptionOf(const link::Message &message)
{
    return readPayload(MessageType::Done, message, [](const Json &payload) {
        std::string interruption;
        JsonReader(payload, "").required("interruption", interruption);
        return interruption;
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
