// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/transport/av_packet.h"
#include "link/transport/shared_memory.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <stdexcept>
#include <vector>

namespace cownscope::lab::transport {

struct ClipOptions
{
    std::size_t targetBytes = 2 << 20; // of all packets, about
    std::uint32_t width = 3840;        // even, like the height
    std::uint32_t height = 2160;
    std::uint32_t pictures = 60;
    std::uint32_t picturesPerSecond = 30;
};

// The clip cannot be encoded. what() is a sentence.
class EncodingError : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

// Encodes black pictures (zeros in yuv444p) as H.264 at a constant bit rate, which the encoder
// keeps with filler data, so that the size depends on the options and not on the pictures. Nothing
// if `goOn` has returned false between two pictures. Throws EncodingError.
std::optional<std::vector<Packet>> encodeClip(const ClipOptions &options,
                                              const std::function<bool()> &goOn);

// Serialized packets in memory that other processes can map.
struct Clip
{
    link::SharedMemory memory;
    std::size_t bytes;
};

// Throws std::system_error if there is not enough memory.
Clip inSharedMemory(const std::vector<Packet> &packets);

// The clip that another process has passed on as this descriptor. Throws link::TransportError if
// the memory is not of that size.
Clip passedClip(int descriptor, std::size_t bytes);

} // namespace cownscope::lab::transport
