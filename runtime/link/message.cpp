// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/message.h"

#include <algorithm>
#include <utility>

#include <zlib.h>

namespace cownscope::link {

namespace {

constexpr std::string_view magic("\xff"
                                 "CWN",
                                 4);
constexpr std::size_t headerSize = 16;
constexpr std::size_t checkedFrom = 4; // version, type and length
constexpr std::size_t checksumAt = 12;

template <typename T>
void put(std::string &bytes, T value)
{
    for (std::size_t i = 0; i < sizeof(T); ++i)
        bytes += static_cast<char>(static_cast<std::uint64_t>(value) >> (8 * i) & 0xff);
}

template <typename T>
T get(std::string_view bytes, std::size_t at)
{
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < sizeof(T); ++i)
        value |= std::uint64_t{static_cast<unsigned char>(bytes[at + i])} << (8 * i);
    return static_cast<T>(value);
}

std::uint32_t checksum(std::string_view header, std::string_view payload)
{
    const auto add = [](uLong crc, std::string_view bytes) {
        return ::crc32_z(crc, reinterpret_cast<const Bytef *>(bytes.data()), bytes.size());
    };
    return static_cast<std::uint32_t>(add(add(0, header), payload));
}

} // namespace

std::string encode(const Message &message)
{
    if (message.payload.size() > LargestPayload)
        throw std::length_error("a message's payload is too long");
    std::string bytes(magic);
    bytes.reserve(headerSize + message.payload.size());
    put(bytes, ProtocolVersion);
    put(bytes, message.type);
    put(bytes, static_cast<std::uint32_t>(message.payload.size()));
    put(bytes, checksum(std::string_view(bytes).substr(checkedFrom), message.payload));
    return bytes += message.payload;
}

void MessageReader::append(std::string_view bytes)
{
    m_buffer.erase(0, std::exchange(m_begin, 0));
    m_buffer += bytes;
    skipStray();
}

void MessageReader::skipStray()
{
    const std::string_view rest = std::string_view(m_buffer).substr(m_begin);
    std::size_t skipped = rest.find(magic);
    if (skipped == std::string_view::npos) {
        // The end may be the beginning of a magic.
        skipped = rest.size();
        for (std::size_t some = std::min(magic.size() - 1, rest.size()); some > 0; --some) {
            if (rest.ends_with(magic.substr(0, some))) {
                skipped -= some;
                break;
            }
        }
    }
    m_stray.append(rest.substr(0, skipped));
    m_begin += skipped;
}

bool MessageReader::insideMessage() const
{
    return m_buffer.size() - m_begin >= magic.size();
}

std::optional<Message> MessageReader::next()
{
    const std::string_view rest = std::string_view(m_buffer).substr(m_begin);
    if (rest.size() < headerSize)
        return {};
    if (const auto version = get<std::uint16_t>(rest, 4); version != ProtocolVersion)
        throw ProtocolError("speaks version " + std::to_string(version)
                            + " of the protocol instead of " + std::to_string(ProtocolVersion));
    const auto length = get<std::uint32_t>(rest, 8);
    if (length > LargestPayload)
        throw ProtocolError("announced a message of " + std::to_string(length)
                            + " bytes, more than " + std::to_string(LargestPayload));
    if (rest.size() < headerSize + length)
        return {};
    const std::string_view payload = rest.substr(headerSize, length);
    const std::string_view checked = rest.substr(checkedFrom, checksumAt - checkedFrom);
    if (checksum(checked, payload) != get<std::uint32_t>(rest, checksumAt))
        throw ProtocolError("sent a damaged message: its checksum is wrong");
    Message message{get<std::uint16_t>(rest, 6), std::string(payload)};
    m_begin += headerSize + length;
    skipStray();
    return message;
}

} // namespace cownscope::link
