// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/transport/libav.h"

#include <memory>
#include <new>

namespace cownscope::lab::transport {

struct PacketDeleter
{
    void operator()(AVPacket *packet) const noexcept { libav().packetFree(&packet); }
};
using Packet = std::unique_ptr<AVPacket, PacketDeleter>;

inline Packet makePacket() // empty; throws LibavError
{
    Packet packet(libav().packetAlloc());
    if (!packet)
        throw std::bad_alloc();
    return packet;
}

} // namespace cownscope::lab::transport
