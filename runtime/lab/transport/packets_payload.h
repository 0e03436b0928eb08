// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/transport/av_packet.h"

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace cownscope::lab::transport {

// Serialized packets, in the byte order of the machine:
//
//     header           magic, number of bytes of everything, number of packets
//     records          one for each packet: time stamps, duration, flags, …, and where its data is
//     for each packet  its side data, then its data, at a multiple of 64 bytes and followed by
//                      AV_INPUT_BUFFER_PADDING_SIZE zero bytes, as decoders need it
std::size_t serializedBytes(std::span<const Packet> packets);

// `to` has serializedBytes() bytes.
void serialize(std::span<const Packet> packets, std::span<std::byte> to);

// Packets whose data is in these bytes; nothing but side data is copied. `owner` keeps the bytes
// there. It is released with the last reference to any of the data, on any thread. Throws
// PayloadError if the bytes are not exactly what serialize() writes; only the contents of data and
// padding are not checked.
std::vector<Packet> restorePackets(std::span<const std::byte> bytes,
                                   std::shared_ptr<const void> owner);

} // namespace cownscope::lab::transport
