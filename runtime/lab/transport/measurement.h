// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/children/run_control.h"
#include "lab/transport/configuration.h"
#include "lab/transport/video_clip.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace cownscope::lab::transport {

// The result of one configuration.
struct Measurement
{
    std::vector<double> itemsPerSecond; // one for each timed pass, at least one
    std::uint64_t payloadBytes = 0;     // of an item
    // Of sender and receiver, during the timed passes, user and system.
    double cpuSeconds = 0;
    // The growth of the memory of both since before the transport and the payload were made: their
    // own pages, and those that they share or send, once. Pages of programs, and the buffers of the
    // kernel, do not count.
    std::uint64_t peakBytes = 0;
    std::string interruption = {}; // why passes are missing; empty if none is
};

// Called after each timed pass, with the measurement up to it.
using PassHook = std::function<void(const Measurement &soFar)>;

// Calls `run`, which adds complete passes to the measurement, and returns false after a request to
// stop. If it is stopped or fails, the passes so far are the measurement. Without any: nothing if
// it was stopped, otherwise its exception.
std::optional<Measurement> keepingPasses(const std::function<bool(Measurement &)> &run);

// Receives the items of one configuration in this process, from a sender that it starts: `program`
// is cownbench. The first pass is not timed. If the control requests a stop or something fails, the
// measurement has the timed passes that are complete. If there are none: nothing after a stop, and
// otherwise this throws MeasuringError, PayloadError, LibavError or std::system_error, whose texts
// are sentences.
//
// `clip`: the serialized packets, for Kind::Packets.
std::optional<Measurement> measure(const Configuration &configuration, const Clip *clip,
                                   const std::string &program, RunControl &control,
                                   const PassHook &passed = {});

} // namespace cownscope::lab::transport
