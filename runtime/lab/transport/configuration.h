// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/results/result_document.h"
#include "lab/transport/peers/peer_channel.h"
#include "link/transport/transport.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cownscope::lab::transport {

// What an item contains.
enum class Kind {
    Bytes,   // plain bytes
    Matrix,  // float values with a shape; always the same ones
    Tensor,  // the same, but each item has new values
    Packets, // an encoded video clip
};

// How it is sent: by a transport of link, or by one of another library (peers/README.md).
enum class Transport { Pipe, Ring, Pool, Boost, Iceoryx };

inline constexpr std::array allKinds{Kind::Bytes, Kind::Matrix, Kind::Tensor, Kind::Packets};
inline constexpr std::array ownTransports{Transport::Pipe, Transport::Ring, Transport::Pool};
inline constexpr std::array allTransports{Transport::Pipe, Transport::Ring, Transport::Pool,
                                          Transport::Boost, Transport::Iceoryx};
inline constexpr const char *allTransportNames = "pipe, ring, pool, boost or iceoryx";

// The transport of link with this name; nothing for one of another library, and the other way
// round.
std::optional<link::Transport> linkTransport(Transport transport);
std::optional<peers::Peer> peerOf(Transport transport);

// The transports of link, and the others that this program was built with.
std::vector<Transport> builtInTransports();
std::string builtInTransportNames(); // "pipe, ring or pool"

// The names in options and files.
std::string nameOf(Kind kind);
std::string nameOf(Transport transport);
std::string labelOf(Kind kind, std::uint32_t sizeMb, Transport transport); // "matrix 8M ring"
std::optional<Kind> kindNamed(std::string_view name);
std::optional<Transport> transportNamed(std::string_view name);

// The largest size of packets in MiB: libx264 encodes at most 2,000 Mbit/s, and the clip lasts two
// seconds.
inline constexpr std::uint32_t largestClipMb = 2'000'000'000ull * 2 / 8 / (1 << 20);

// What is measured between one sender and one receiver.
struct Configuration
{
    std::uint32_t sizeMb = 2; // of an item, in MiB
    Kind kind = Kind::Bytes;
    Transport transport = Transport::Pipe;
    std::uint32_t numItems = 300; // in each pass
    std::uint32_t bufferSize = 3; // items in flight
    std::uint32_t runs = 3;       // timed passes
    double durationSeconds = 0;   // if above 0: passes for so long, instead of `runs`
    bool prefilled = false;       // fill each slot of a pool only once

    std::size_t sizeBytes() const { return std::size_t{sizeMb} << 20; }
};

Json toJson(const Configuration &configuration);
// Throws ResultError that names the field.
Configuration configurationFrom(const Json &json);

// Tensors in a pipe are not copied: each is a memory of its own, whose descriptor is sent.
inline bool sendsDescriptors(const Configuration &configuration)
{
    return configuration.kind == Kind::Tensor && configuration.transport == Transport::Pipe;
}

// An estimate of the memory that sender, receiver and transport use together.
std::uint64_t neededMemory(const Configuration &configuration);

} // namespace cownscope::lab::transport
