// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "link/tail.h"

namespace cownscope::link {

// What goes through a pipe: a header of 16 bytes, little endian, and a payload.
//
//   0  magic     FF 43 57 4E; FF is in no UTF-8 text, so that no printed line looks like a message
//   4  version   ProtocolVersion
//   6  type      for the users of this folder to define
//   8  length    of the payload, at most LargestPayload
//  12  checksum  CRC-32 (that of zlib) of bytes 4 … 11 and the payload
//
// Other bytes may stand between messages: what a launcher, a shell or a library prints. They are
// skipped and kept apart.

inline constexpr std::uint16_t ProtocolVersion = 1;
inline constexpr std::uint32_t LargestPayload = 16u << 20;

struct Message
{
    std::uint16_t type = 0;
    std::string payload;

    bool operator==(const Message &) const = default;
};

// What came in cannot be a message of this protocol; what() is a clause that says what is wrong, to
// be put behind the name of the sender.
class ProtocolError : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

// Throws std::length_error if the payload is longer than LargestPayload.
std::string encode(const Message &message);

// Finds messages in a stream that arrives in pieces of any size.
class MessageReader
{
public:
    void append(std::string_view bytes);

    // The next whole message, if there is one. Throws ProtocolError for another version, an
    // impossible length or a wrong checksum; the stream cannot be read on after that.
    std::optional<Message> next();

    // Whether a message has begun that is not whole yet.
    bool insideMessage() const;

    // What came outside messages.
    const Tail &stray() const { return m_stray; }

private:
    void skipStray();

    std::string m_buffer;
    std::size_t m_begin = 0; // of what is not taken yet
    Tail m_stray;
};

} // namespace cownscope::link
