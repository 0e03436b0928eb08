// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/transport/av_packet.h"
#include "lab/transport/configuration.h"
#include "lab/transport/matrix_payload.h"
#include "link/transport/item.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <variant>
#include <vector>

namespace cownscope::lab::transport {

// The sender's payload of one kind, in the form in which a program would have it.
class Payload
{
public:
    virtual ~Payload() = default;

    // Serializes it. `item`: the number of the item.
    virtual void write(std::span<std::byte> to, std::uint64_t item) const = 0;
};

// `clip`: serialized packets, which stay valid as long as its owner; only for Kind::Packets.
struct ClipView
{
    std::span<const std::byte> bytes;
    std::shared_ptr<const void> owner;
};

std::unique_ptr<Payload> makePayload(const Configuration &configuration, const ClipView &clip);

// Bytes of an item, serialized. `clipBytes`: only for Kind::Packets.
std::size_t itemBytes(const Configuration &configuration, std::size_t clipBytes);
// What is counted as payload: without the header of a matrix.
std::size_t payloadBytes(const Configuration &configuration, std::size_t clipBytes);

// A received item in the form in which a program would use it. It refers to the received memory;
// nothing is copied. Destroying it gives the item back.
struct ReceivedMatrix
{
    link::Item item;
    MatrixView view;
};
using Received = std::variant<link::Item, ReceivedMatrix, std::vector<Packet>>;

// Throws PayloadError.
Received restore(Kind kind, link::Item item);

} // namespace cownscope::lab::transport
