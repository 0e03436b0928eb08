// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/back_end/back_end_protocol.h"

#include "lab/machine/build_info.h"
#include "lab/results/json_reader.h"
#include "lab/results/json_text.h"
#include "workloads/frame_bytes.h"

#include <array>
#include <cstring>
#include <span>
#include <utility>

namespace cownscope::ui {
namespace {

using lab::Json;
using lab::JsonReader;
using workloads::FrameReader;
using workloads::FrameWriter;

constexpr std::size_t MostCounters = 1024;

// Turns errors of the reader into protocol errors of the sender.
template <typename Function>
auto readWith(Function &&read)
{
    try {
        return read();
    } catch (const lab::ResultError &error) {
        throw link::ProtocolError(std::string("sent an invalid message: ") + error.what());
    } catch (const workloads::FrameError &) {
        throw link::ProtocolError("sent invalid counters");
    }
}

Json toJson(const Speed &speed)
{
    return {{"steps_per_second", speed.stepsPerSecond},
            {"unlimited", speed.unlimited},
            {"step_per_frame", speed.stepPerFrame}};
}

Speed speedFrom(const Json &json)
{
    JsonReader reader(json, "speed");
    Speed speed;
    reader.required("steps_per_second", speed.stepsPerSecond);
    reader.required("unlimited", speed.unlimited);
    reader.required("step_per_frame", speed.stepPerFrame);
    return speed;
}

// The counters of a runtime except those of messages, which no workload uses.
std::array<std::uint64_t, 9> countersOf(const boc::Statistics &statistics)
{
    return {statistics.pinnedPushed,
            statistics.pinnedPushRetries,
            statistics.pinnedExecuted,
            statistics.pumpCalls,
            static_cast<std::uint64_t>(statistics.pumpTime.count()),
            statistics.scheduled,
            statistics.completed,
            statistics.refused,
            statistics.cancelled};
}

void write(FrameWriter &writer, const BackEndReading &all)
{
    const Simulation::Reading &reading = all.reading;
    writer.value(static_cast<std::uint64_t>(all.event));
    writer.value(countersOf(reading.statistics));
    writer.value(reading.statistics.scopeCancelled);
    writer.value(reading.steps);
    writer.value(reading.units);
    writer.value(std::uint64_t{all.peak.depth});
    writer.value(std::int64_t{all.peak.age.count()});
    writer.array(std::span<const boc::WorkerStatistics>(reading.statistics.workers));
    writer.array(std::span<const std::uint64_t>(reading.counters));
}

} // namespace

link::Message messageOf(BackEndMessage type, const Json &payload)
{
    return {static_cast<std::uint16_t>(type), lab::lineText(payload)};
}

link::Message helloMessage()
{
    return messageOf(BackEndMessage::Hello,
                     {{"version", BackEndProtocolVersion}, {"build", lab::buildText()}});
}

void checkHello(const link::Message &message)
{
    const Json payload = payloadOf(message);
    unsigned version = 0;
    std::string build;
    readWith([&] {
        JsonReader reader(payload, "");
        reader.required("version", version);
        reader.required("build", build);
    });
    if (version != BackEndProtocolVersion || build != lab::buildText())
        throw link::ProtocolError("is another version of the program: " + build);
}

BackEndMessage typeOf(const link::Message &message)
{
    return static_cast<BackEndMessage>(message.type);
}

Json payloadOf(const link::Message &message)
{
    Json json = readWith([&] { return lab::parseJson(message.payload); });
    if (!json.is_object())
        throw link::ProtocolError("sent a message of type " + std::to_string(message.type)
                                  + " that is not a JSON object");
    return json;
}

Json toJson(const LiveConfiguration &configuration)
{
    Json choices = Json::object();
    for (const lab::Workload *workload : lab::workloads())
        choices[workload->about().name] = {
            {"inputs", lab::inputsJson(lab::Experiment(configuration.configuration(*workload)))},
            {"speed", toJson(configuration.of(*workload).speed)}};
    return {{"workload", configuration.workload().about().name},
            {"workers", configuration.workers},
            {"choices", std::move(choices)}};
}

LiveConfiguration configurationFrom(const Json &json)
{
    return readWith([&] {
        JsonReader reader(json, "configuration");
        std::string name;
        reader.required("workload", name);
        LiveConfiguration configuration(lab::workloadNamed(name));
        reader.required("workers", configuration.workers);
        Json choices;
        reader.required("choices", choices);
        for (const lab::Workload *workload : lab::workloads()) {
            Json choice;
            JsonReader(choices, "choices").required(workload->about().name.c_str(), choice);
            JsonReader each(choice, workload->about().name);
            Json inputs;
            Json speed;
            each.required("inputs", inputs);
            each.required("speed", speed);
            const lab::Experiment experiment = lab::experimentFromInputs(inputs);
            if (experiment.workload != workload)
                throw link::ProtocolError("sent the inputs of another workload for "
                                          + workload->about().name);
            configuration.of(*workload) = {experiment.options, speedFrom(speed)};
        }
        return configuration;
    });
}

Json toJson(const Starvation &starvation)
{
    return {{"state", static_cast<unsigned>(starvation.state)},
            {"depth", starvation.depth},
            {"age_ns", starvation.age.count()}};
}

Starvation starvationFrom(const Json &json)
{
    return readWith([&] {
        JsonReader reader(json, "starvation");
        unsigned state = 0;
        std::int64_t age = 0;
        Starvation starvation;
        reader.required("state", state);
        reader.required("depth", starvation.depth);
        reader.required("age_ns", age);
        if (state > static_cast<unsigned>(Starvation::State::Over))
            throw link::ProtocolError("sent an unknown state of starvation");
        starvation.state = static_cast<Starvation::State>(state);
        starvation.age = std::chrono::nanoseconds(age);
        return starvation;
    });
}

link::Message messageOf(const BackEndReading &reading)
{
    const std::size_t bytes =
        workloads::countBytes([&reading](FrameWriter &counter) { write(counter, reading); });
    link::Message message{static_cast<std::uint16_t>(BackEndMessage::Reading),
                          std::string(bytes, '\0')};
    FrameWriter writer(std::as_writable_bytes(std::span(message.payload)));
    write(writer, reading);
    return message;
}

BackEndReading readingFrom(const link::Message &message)
{
    // Copied, since the counters must be aligned.
    std::vector<std::uint64_t> aligned(message.payload.size() / sizeof(std::uint64_t) + 1);
    const std::span<std::byte> bytes =
        std::as_writable_bytes(std::span(aligned)).first(message.payload.size());
    std::memcpy(bytes.data(), message.payload.data(), message.payload.size());
    return readWith([&] {
        FrameReader reader(bytes);
        BackEndReading all;
        const auto event = reader.value<std::uint64_t>();
        if (event > static_cast<std::uint64_t>(BackEndReading::Event::WorkloadChanged))
            throw link::ProtocolError("sent a reading with an unknown event");
        all.event = static_cast<BackEndReading::Event>(event);
        boc::Statistics &statistics = all.reading.statistics;
        const auto counters = reader.value<std::array<std::uint64_t, 9>>();
        statistics.pinnedPushed = counters[0];
        statistics.pinnedPushRetries = counters[1];
        statistics.pinnedExecuted = counters[2];
        statistics.pumpCalls = counters[3];
        statistics.pumpTime = std::chrono::nanoseconds(static_cast<std::int64_t>(counters[4]));
        statistics.scheduled = counters[5];
        statistics.completed = counters[6];
        statistics.refused = counters[7];
        statistics.cancelled = counters[8];
        statistics.scopeCancelled = reader.value<std::uint64_t>();
        all.reading.steps = reader.value<std::uint64_t>();
        all.reading.units = reader.value<std::uint64_t>();
        all.peak.depth = reader.value<std::uint64_t>();
        all.peak.age = std::chrono::nanoseconds(reader.value<std::int64_t>());
        const auto workers = reader.array<boc::WorkerStatistics>(lab::MostWorkers);
        statistics.workers.assign(workers.begin(), workers.end());
        const auto own = reader.array<std::uint64_t>(MostCounters);
        all.reading.counters.assign(own.begin(), own.end());
        return all;
    });
}

} // namespace cownscope::ui
