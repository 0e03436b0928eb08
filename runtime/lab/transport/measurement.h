// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/children/run_control.h"
#include "lab/transport/configuration.h"
#include "lab/transport/video_clip.h"

#include <cstddef>
#include <cstdint>
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
};

// Receives the items of one configuration in this process, from a sender that it starts: `program`
// is cownbench. The first pass is not timed. Nothing if the control has requested a stop. Throws
// MeasuringError, PayloadError, LibavError or std::system_error, whose texts are sentences.
//
// `clip`: the serialized packets, for Kind::Packets.
std::optional<Measurement> measure(const Configuration &configuration, const Clip *clip,
                                   const std::string &program, RunControl &control);

} // namespace cownscope::lab::transport
