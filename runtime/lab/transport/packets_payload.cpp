// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/transport/packets_payload.h"

#include "lab/transport/copy_once.h"
#include "lab/transport/payload_error.h"

#include <algorithm>
#include <climits>
#include <cstdint>
#include <new>
#include <string>
#include <utility>

namespace cownscope::lab::transport {

namespace {

constexpr std::uint64_t padding = AV_INPUT_BUFFER_PADDING_SIZE;
constexpr std::uint64_t dataAlignment = 64;
constexpr std::uint64_t sideAlignment = 8;
// AV_PKT_FLAG_TRUSTED is missing: such data contains pointers.
constexpr int knownFlags =
    AV_PKT_FLAG_KEY | AV_PKT_FLAG_CORRUPT | AV_PKT_FLAG_DISCARD | AV_PKT_FLAG_DISPOSABLE;

struct PacketsHeader
{
    static constexpr std::uint64_t expectedMagic = 0x31'54'4B'50'4E'57'43; // "CWNPKT1"

    std::uint64_t magic = expectedMagic;
    std::uint64_t bytes = 0; // of everything
    std::uint64_t packets = 0;
};

struct PacketRecord
{
    std::int64_t pts = 0;
    std::int64_t dts = 0;
    std::int64_t duration = 0;
    std::int64_t position = 0;
    std::int32_t timeBaseNumerator = 0;
    std::int32_t timeBaseDenominator = 0;
    std::int32_t flags = 0;
    std::int32_t stream = 0;
    std::uint64_t sideDataOffset = 0; // from the beginning of everything, as the next one
    std::uint64_t dataOffset = 0;
    std::uint32_t sideDataCount = 0;
    std::uint32_t dataBytes = 0;
};

// Before each piece of side data, which begins right behind it.
struct SideDataRecord
{
    std::uint32_t type = 0;
    std::uint32_t bytes = 0;
};

constexpr std::uint64_t roundedUp(std::uint64_t offset, std::uint64_t alignment)
{
    return (offset + alignment - 1) / alignment * alignment;
}

std::span<const AVPacketSideData> sideDataOf(const AVPacket &packet)
{
    return {packet.side_data, static_cast<std::size_t>(packet.side_data_elems)};
}

// Where the parts of the packets are, one packet after the other.
class Layout
{
public:
    explicit Layout(std::size_t packets)
        : m_end(sizeof(PacketsHeader) + packets * sizeof(PacketRecord))
    { }

    PacketRecord add(const AVPacket &packet)
    {
        PacketRecord record{.pts = packet.pts,
                            .dts = packet.dts,
                            .duration = packet.duration,
                            .position = packet.pos,
                            .timeBaseNumerator = packet.time_base.num,
                            .timeBaseDenominator = packet.time_base.den,
                            .flags = packet.flags & knownFlags,
                            .stream = packet.stream_index,
                            .sideDataOffset = m_end,
                            .sideDataCount = static_cast<std::uint32_t>(packet.side_data_elems),
                            .dataBytes = static_cast<std::uint32_t>(packet.size)};
        for (const AVPacketSideData &side : sideDataOf(packet))
            m_end += sizeof(SideDataRecord) + roundedUp(side.size, sideAlignment);
        record.dataOffset = roundedUp(m_end, dataAlignment);
        // The next packet begins aligned for its side data.
        m_end = roundedUp(record.dataOffset + record.dataBytes + padding, sideAlignment);
        return record;
    }

    std::uint64_t end() const { return m_end; }

private:
    std::uint64_t m_end;
};

[[noreturn]] void refuse(const std::string &clause)
{
    throw PayloadError("the received packets are damaged: " + clause);
}

// Checks everything that it reads.
class PacketReader
{
public:
    PacketReader(std::span<const std::byte> bytes, AVBufferRef *whole)
        : m_bytes(bytes)
        , m_whole(whole)
    {
        const auto header = copy<PacketsHeader>(0, "the header");
        if (header.magic != PacketsHeader::expectedMagic)
            refuse("they do not begin with the header of packets");
        if (header.bytes != m_bytes.size())
            refuse("they have " + std::to_string(m_bytes.size()) + " bytes instead of "
                   + std::to_string(header.bytes));
        if (header.packets > (m_bytes.size() - sizeof header) / sizeof(PacketRecord))
            refuse("there is no space for " + std::to_string(header.packets) + " packets");
        m_count = header.packets;
        m_end = sizeof header + m_count * sizeof(PacketRecord);
    }

    std::vector<Packet> read()
    {
        std::vector<Packet> packets;
        packets.reserve(m_count);
        for (m_number = 0; m_number < m_count; ++m_number)
            packets.push_back(readPacket());
        if (m_end != m_bytes.size())
            refuse("bytes follow the last packet");
        return packets;
    }

private:
    std::string current() const { return "packet " + std::to_string(m_number); }

    template <typename Value>
    Value copy(std::uint64_t offset, const std::string &what) const
    {
        if (offset > m_bytes.size() || sizeof(Value) > m_bytes.size() - offset)
            refuse(what + " is incomplete");
        return copyOnce<Value>(m_bytes.data() + offset);
    }

    // The bytes from the current end on, which may be followed by others.
    const std::byte *take(std::uint64_t bytes, const char *what)
    {
        if (bytes > m_bytes.size() - m_end)
            refuse(std::string(what) + " of " + current() + " is incomplete");
        const std::byte *const begin = m_bytes.data() + m_end;
        m_end += bytes;
        return begin;
    }

    void skipTo(std::uint64_t alignment, const char *what)
    {
        take(roundedUp(m_end, alignment) - m_end, what);
    }

    Packet readPacket()
    {
        const auto record = copy<PacketRecord>(
            sizeof(PacketsHeader) + m_number * sizeof(PacketRecord), "the record of a packet");
        if ((record.flags & ~knownFlags) != 0 || record.duration < 0 || record.stream < 0
            || record.timeBaseNumerator < 0 || record.timeBaseDenominator < 0)
            refuse(current() + " has flags or numbers that no packet has");
        Packet packet = makePacket();
        if (record.sideDataOffset != m_end)
            refuse("the side data of " + current() + " is in the wrong place");
        for (std::uint32_t i = 0; i < record.sideDataCount; ++i)
            readSideData(*packet);
        skipTo(dataAlignment, "the data");
        if (record.dataOffset != m_end)
            refuse("the data of " + current() + " is in the wrong place");
        if (record.dataBytes > INT_MAX - padding)
            refuse(current() + " is too large");
        const std::byte *const data = take(record.dataBytes + padding, "the data");
        skipTo(sideAlignment, "the data");

        packet->buf = libav().bufferRef(m_whole);
        if (packet->buf == nullptr)
            throw std::bad_alloc();
        // The buffer is marked as one that must not be written.
        packet->data = reinterpret_cast<std::uint8_t *>(const_cast<std::byte *>(data));
        packet->size = static_cast<int>(record.dataBytes);
        packet->pts = record.pts;
        packet->dts = record.dts;
        packet->duration = record.duration;
        packet->pos = record.position;
        packet->time_base = {record.timeBaseNumerator, record.timeBaseDenominator};
        packet->flags = record.flags;
        packet->stream_index = record.stream;
        return packet;
    }

    void readSideData(AVPacket &packet)
    {
        const auto record = copy<SideDataRecord>(m_end, "the side data of " + current());
        m_end += sizeof record;
        const auto type = static_cast<AVPacketSideDataType>(record.type);
        if (record.type >= AV_PKT_DATA_NB || record.bytes > INT_MAX - padding
            || libav().packetGetSideData(&packet, type, nullptr) != nullptr)
            refuse("the side data of " + current() + " is invalid");
        const std::byte *const data = take(record.bytes, "the side data");
        skipTo(sideAlignment, "the side data");
        std::uint8_t *const copied = libav().packetNewSideData(&packet, type, record.bytes);
        if (copied == nullptr)
            throw std::bad_alloc();
        std::memcpy(copied, data, record.bytes);
    }

    std::span<const std::byte> m_bytes;
    AVBufferRef *m_whole;
    std::uint64_t m_count = 0;
    std::uint64_t m_number = 0; // of the packet that is being read
    std::uint64_t m_end = 0;    // of what has been read
};

// A reference to a libav buffer.
struct BufferUnref
{
    void operator()(AVBufferRef *reference) const noexcept { libav().bufferUnref(&reference); }
};
using BufferReference = std::unique_ptr<AVBufferRef, BufferUnref>;

using Owner = std::shared_ptr<const void>;

BufferReference bufferFor(std::span<const std::byte> bytes, Owner owner)
{
    auto kept = std::make_unique<Owner>(std::move(owner));
    BufferReference buffer(libav().bufferCreate(
        reinterpret_cast<std::uint8_t *>(const_cast<std::byte *>(bytes.data())), bytes.size(),
        [](void *opaque, std::uint8_t *) { delete static_cast<Owner *>(opaque); }, kept.get(),
        AV_BUFFER_FLAG_READONLY));
    if (!buffer)
        throw std::bad_alloc();
    kept.release(); // NOLINT(bugprone-unused-return-value): the buffer deletes it
    return buffer;
}

} // namespace

std::size_t serializedBytes(std::span<const Packet> packets)
{
    Layout layout(packets.size());
    for (const Packet &packet : packets)
        layout.add(*packet);
    return layout.end();
}

void serialize(std::span<const Packet> packets, std::span<std::byte> to)
{
    const auto write = [&to](std::uint64_t offset, const void *from, std::size_t bytes) {
        if (bytes > 0)
            std::memcpy(to.data() + offset, from, bytes);
        return offset + bytes;
    };
    const auto clear = [&to](std::uint64_t begin, std::uint64_t end) {
        std::memset(to.data() + begin, 0, end - begin);
        return end;
    };
    Layout layout(packets.size());
    std::uint64_t record = sizeof(PacketsHeader);
    for (const Packet &packet : packets) {
        const PacketRecord placed = layout.add(*packet);
        record = write(record, &placed, sizeof placed);
        std::uint64_t at = placed.sideDataOffset;
        for (const AVPacketSideData &side : sideDataOf(*packet)) {
            const SideDataRecord described{.type = static_cast<std::uint32_t>(side.type),
                                           .bytes = static_cast<std::uint32_t>(side.size)};
            at = write(at, &described, sizeof described);
            at = write(at, side.data, side.size);
            at = clear(at, roundedUp(at, sideAlignment));
        }
        at = clear(at, placed.dataOffset);
        at = write(at, packet->data, placed.dataBytes);
        clear(at, layout.end());
    }
    const PacketsHeader header{.bytes = layout.end(), .packets = packets.size()};
    write(0, &header, sizeof header);
}

std::vector<Packet> restorePackets(std::span<const std::byte> bytes,
                                   std::shared_ptr<const void> owner)
{
    const BufferReference whole = bufferFor(bytes, std::move(owner));
    return PacketReader(bytes, whole.get()).read();
}

} // namespace cownscope::lab::transport
