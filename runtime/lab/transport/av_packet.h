// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <new>

extern "C" {
#include <libavcodec/packet.h>
}

namespace cownscope::lab::transport {

struct PacketDeleter
{
    void operator()(AVPacket *packet) const noexcept { av_packet_free(&packet); }
};
using Packet = std::unique_ptr<AVPacket, PacketDeleter>;

inline Packet makePacket() // empty
{
    Packet packet(av_packet_alloc());
    if (!packet)
        throw std::bad_alloc();
    return packet;
}

} // namespace cownscope::lab::transport
