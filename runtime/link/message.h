// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "link/tail.h"

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace cownscope::link {

// A message in a pipe: a header of 16 bytes, little endian, and a payload.
//
// | offset | field    | contents                                                  |
// |--------|----------|-----------------------------------------------------------|
// | 0      | magic    | FF 43 57 4E; FF never occurs in UTF-8 text                |
// | 4      | version  | ProtocolVersion                                           |
// | 6      | type     | defined by the users of this folder                       |
// | 8      | length   | of the payload, at most LargestPayload                    |
// | 12     | checksum | CRC-32 (as in zlib) of bytes 4 to 11 and of the payload   |
//
// Because of the byte FF, printed text cannot look like a message.
//
// Other bytes may occur between messages: output of a launcher, a shell or a library. They are
// skipped and collected separately.

inline constexpr std::uint16_t ProtocolVersion = 1;
inline constexpr std::uint32_t LargestPayload = 16u << 20;

struct Message
{
    std::uint16_t type = 0;
    std::string payload;

    bool operator==(const Message &) const = default;
};

// Received bytes are not a valid message. what() is a clause to append to the name of the sender.
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

    // The next complete message, if there is one. Throws ProtocolError for another version, an
    // invalid length or a wrong checksum; then the rest of the stream cannot be read.
    std::optional<Message> next();

    // True if a message has begun but is not complete.
    bool insideMessage() const;

    // The bytes outside messages.
    const Tail &stray() const { return m_stray; }

private:
    void skipStray();

    std::string m_buffer;
    std::size_t m_begin = 0; // of the unread part
    Tail m_stray;
};

} // namespace cownscope::link
