// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "link/descriptor.h"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace cownscope::link {

// Most descriptors in one message.
inline constexpr std::size_t mostPassedDescriptors = 8;

// Sends a message with descriptors of this process, which stay open, through a Unix socket
// (SCM_RIGHTS). Waits until it fits, unless the socket is non-blocking. False if the other side has
// closed the socket. Throws std::system_error.
bool sendDescriptors(int socket, std::span<const std::byte> message,
                     std::span<const int> descriptors);

struct PassedDescriptors
{
    std::size_t bytes = 0; // of the message; 0: the other side has closed the socket
    std::vector<Descriptor> descriptors = {};
    bool isWhole = true; // false if the message or the descriptors were more than fit
};

// Receives such a message without waiting. Nothing if none has arrived.
std::optional<PassedDescriptors> receiveDescriptors(int socket, std::span<std::byte> message);

} // namespace cownscope::link
