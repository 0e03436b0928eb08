// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "link/transport/byte_ring.h"
#include "link/transport/slot_set.h"
#include "link/transport/transport.h"

#include <array>
#include <atomic>
#include <cstdint>
#include <type_traits>

namespace cownscope::link {

static_assert(std::atomic<std::uint64_t>::is_always_lock_free,
              "words in shared memory are used by two processes");

// Written by the process that makes the channel, before the other one starts. The other process
// copies it once and checks the copy.
struct ControlHeader
{
    static constexpr std::uint64_t expectedMagic = 0x31'4C'4E'48'43'4E'57'43; // "CWNCHNL1"

    std::uint64_t magic = expectedMagic;
    std::uint64_t transport = 0;
    std::uint64_t whenFull = 0;
    std::uint64_t slots = 0;
    std::uint64_t itemBytes = 0;
};

// The contents of the control memory.
struct ControlWords
{
    alignas(64) ControlHeader header;
    alignas(64) std::atomic<std::uint64_t> receiverWaits{0}; // written by the receiver
    alignas(64) std::atomic<std::uint64_t> senderWaits{0};   // written by the sender
    RingWords<std::atomic> ring;
    std::array<SlotWords<std::atomic>, TransportOptions::mostSlots> slots;
};
static_assert(std::is_trivially_destructible_v<ControlWords>);

} // namespace cownscope::link
