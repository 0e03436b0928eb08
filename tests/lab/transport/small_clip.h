// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/transport/packets_payload.h"
#include "lab/transport/video_clip.h"

#include <cstddef>
#include <vector>

namespace cownscope::test {

// Ten small pictures; some packets have side data, and one has none of either.
inline const std::vector<lab::transport::Packet> &smallClip()
{
    static const std::vector<lab::transport::Packet> clip = [] {
        auto packets = lab::transport::encodeClip({.targetBytes = 5'000,
                                                   .width = 64,
                                                   .height = 48,
                                                   .pictures = 10,
                                                   .picturesPerSecond = 10},
                                                  [] { return true; })
                           .value();
        *av_packet_new_side_data(packets[1].get(), AV_PKT_DATA_SKIP_SAMPLES, 1) = 7;
        *av_packet_new_side_data(packets[1].get(), AV_PKT_DATA_STRINGS_METADATA, 9) = 8;
        packets.push_back(lab::transport::makePacket());
        return packets;
    }();
    return clip;
}

inline std::vector<std::byte> serialized(const std::vector<lab::transport::Packet> &packets)
{
    std::vector<std::byte> bytes(lab::transport::serializedBytes(packets), std::byte{0xEE});
    serialize(packets, bytes);
    return bytes;
}

} // namespace cownscope::test
