// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/transport/isolated.h"

#include "lab/transport/child_main.h"
#include "lab/transport/message_child.h"
#include "lab/transport/protocol.h"

#include <chrono>
#include <filesystem>

namespace cownscope::lab::transport {

namespace {

// The receiver itself notices a silent sender. This is for one that hangs.
constexpr std::chrono::hours longestMeasurement{24};

// It has reported everything, and only cleans up.
constexpr std::chrono::seconds endTimeout{5};

int receive(ParentLink &parent)
{
    const auto message = parent.receive();
    if (!message)
        return 1;
    const StartRequest start = startRequestOf(*message);
    std::optional<Clip> clip;
    if (start.clipBytes > 0)
        clip = passedClip(clipNumber, start.clipBytes);
    RunControl control;
    const auto measurement =
        measure(start.configuration, clip ? &*clip : nullptr,
                std::filesystem::read_symlink("/proc/self/exe").string(), control,
                [&parent](const Measurement &soFar) { parent.send(messageOf(lastPassOf(soFar))); });
    parent.send(doneMessage(measurement.value().interruption));
    return 0;
}

// Adds the passes that the receiver reports. False after a request to stop.
bool receivePasses(MessageChild &receiver, Measurement &measurement, RunControl &control,
                   const PassHook &passed)
{
    while (const auto message = receiver.receive(control, longestMeasurement)) {
        if (typeOf(*message) == MessageType::Done) {
            measurement.interruption = interruptionOf(*message);
            if (measurement.itemsPerSecond.empty())
                throw link::ProtocolError("sent no pass");
            receiver.finish(endTimeout);
            return true;
        }
        append(passReportOf(*message), measurement);
        if (passed)
            passed(measurement);
    }
    return false;
}

} // namespace

std::optional<Measurement> measureIsolated(const Configuration &configuration, const Clip *clip,
                                           const std::string &program, RunControl &control,
                                           const PassHook &passed)
{
    std::vector<link::HandedDescriptor> handed;
    if (clip != nullptr)
        handed.push_back({clip->memory.descriptor(), clipNumber});
    MessageChild receiver("the receiver", {program, receiverCommand}, handed);
    receiver.send(messageOf(StartRequest{.configuration = configuration,
                                         .clipBytes = clip != nullptr ? clip->bytes : 0}));
    return keepingPasses([&](Measurement &measurement) {
        try {
            return receivePasses(receiver, measurement, control, passed);
        } catch (const link::ProtocolError &error) {
            throw MeasuringError(std::string("the receiver ") + error.what());
        } catch (const MeasuringError &) {
            receiver.finish(endTimeout);
            throw;
        }
    });
}

int runReceiverProgram()
{
    return runAsChild(receive);
}

} // namespace cownscope::lab::transport
