// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/transport/packets_payload.h"
#include "lab/transport/payload_error.h"
#include "small_clip.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>

extern "C" {
#include <libavcodec/defs.h>
#include <libavutil/buffer.h>
}

using namespace cownscope::lab::transport;
using cownscope::test::serialized;
using cownscope::test::smallClip;

namespace {

using Bytes = std::vector<std::byte>;

std::vector<Packet> restored(const Bytes &bytes)
{
    return restorePackets(bytes, {});
}

// Reads everything that the packets refer to, where a sanitizer watches.
void readAll(const std::vector<Packet> &packets)
{
    std::vector<std::uint8_t> read;
    const auto copy = [&read](const std::uint8_t *data, std::size_t bytes) {
        read.resize(bytes);
        if (bytes > 0)
            std::memcpy(read.data(), data, bytes);
    };
    for (const Packet &packet : packets) {
        copy(packet->data, static_cast<std::size_t>(packet->size) + AV_INPUT_BUFFER_PADDING_SIZE);
        for (int i = 0; i < packet->side_data_elems; ++i)
            copy(packet->side_data[i].data, packet->side_data[i].size);
    }
}

// The sentence, or nothing if they can be restored.
std::string packetsProblem(const Bytes &bytes)
{
    try {
        const auto packets = restored(bytes);
        EXPECT_LE(packets.size(), bytes.size());
        readAll(packets);
        return {};
    } catch (const PayloadError &error) {
        return error.what();
    }
}

template <typename Value>
void put(Bytes &bytes, std::size_t offset, Value value)
{
    std::memcpy(bytes.data() + offset, &value, sizeof value);
}

constexpr std::size_t headerBytes = 24;
constexpr std::size_t recordBytes = 72;

std::size_t inRecord(std::size_t packet, std::size_t offset)
{
    return headerBytes + packet * recordBytes + offset;
}

} // namespace

TEST(PacketsPayload, BringsEverythingBack)
{
    const Bytes bytes = serialized(smallClip());
    const auto packets = restored(bytes);
    ASSERT_EQ(packets.size(), smallClip().size());
    for (std::size_t i = 0; i < packets.size(); ++i) {
        const AVPacket &was = *smallClip()[i];
        const AVPacket &is = *packets[i];
        EXPECT_EQ(is.pts, was.pts);
        EXPECT_EQ(is.dts, was.dts);
        EXPECT_EQ(is.duration, was.duration);
        EXPECT_EQ(is.pos, was.pos);
        EXPECT_EQ(is.flags, was.flags);
        EXPECT_EQ(is.stream_index, was.stream_index);
        EXPECT_EQ(is.time_base.num, was.time_base.num);
        EXPECT_EQ(is.time_base.den, was.time_base.den);
        ASSERT_EQ(is.size, was.size);
        if (is.size > 0) {
            EXPECT_EQ(std::memcmp(is.data, was.data, static_cast<std::size_t>(is.size)), 0);
        }
        ASSERT_EQ(is.side_data_elems, was.side_data_elems);
        for (int k = 0; k < is.side_data_elems; ++k) {
            ASSERT_EQ(is.side_data[k].type, was.side_data[k].type);
            ASSERT_EQ(is.side_data[k].size, was.side_data[k].size);
            EXPECT_EQ(
                std::memcmp(is.side_data[k].data, was.side_data[k].data, is.side_data[k].size), 0);
        }
    }
    EXPECT_EQ(smallClip().front()->flags & AV_PKT_FLAG_KEY, AV_PKT_FLAG_KEY);
    EXPECT_GE(packets[1]->side_data_elems, 2);
}

TEST(PacketsPayload, ReferToTheReceivedBytesWithPadding)
{
    const Bytes bytes = serialized(smallClip());
    auto packets = restored(bytes);
    const auto *const begin = reinterpret_cast<const std::uint8_t *>(bytes.data());
    for (const Packet &packet : packets) {
        EXPECT_GE(packet->data, begin);
        EXPECT_LE(packet->data + packet->size + AV_INPUT_BUFFER_PADDING_SIZE, begin + bytes.size());
        EXPECT_EQ((packet->data - begin) % 64, 0);
        for (int i = 0; i < AV_INPUT_BUFFER_PADDING_SIZE; ++i)
            EXPECT_EQ(packet->data[packet->size + i], 0);
    }
    packets.resize(1);
    EXPECT_FALSE(av_buffer_is_writable(packets[0]->buf)); // so libav copies before it writes
}

TEST(PacketsPayload, GiveTheBytesBackWithTheLastReference)
{
    const Bytes bytes = serialized(smallClip());
    auto owner = std::make_shared<const int>(1);
    auto packets = restorePackets(bytes, owner);
    EXPECT_EQ(owner.use_count(), 2);
    const Packet copy = makePacket();
    ASSERT_EQ(av_packet_ref(copy.get(), packets.back().get()), 0);
    packets.clear();
    EXPECT_EQ(owner.use_count(), 2);
    av_packet_unref(copy.get());
    EXPECT_EQ(owner.use_count(), 1);
    EXPECT_THROW(restorePackets(std::span(bytes).first(10), owner), PayloadError);
    EXPECT_EQ(owner.use_count(), 1);
}

TEST(PacketsPayload, NoPacketsAreAPayload)
{
    EXPECT_TRUE(restored(serialized({})).empty());
}

TEST(PacketsPayload, ATruncatedPayloadIsRefused)
{
    const Bytes whole = serialized(smallClip());
    for (std::size_t bytes = 0; bytes < whole.size(); bytes += bytes < 2'000 ? 1 : 61) {
        Bytes part(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(bytes));
        part.shrink_to_fit();
        EXPECT_NE(packetsProblem(part), "") << bytes;
        if (part.size() < headerBytes)
            continue;
        put(part, 8, std::uint64_t{bytes}); // and says so itself
        EXPECT_NE(packetsProblem(part), "") << bytes;
    }
}

TEST(PacketsPayload, FlippedBitsAreFoundOrHarmless)
{
    const Bytes whole = serialized(smallClip());
    std::size_t found = 0;
    for (std::size_t byte = 0; byte < whole.size(); byte += byte < 2'000 ? 1 : 17) {
        for (int bit = 0; bit < 8; ++bit) {
            Bytes flipped = whole;
            flipped[byte] ^= std::byte{1} << bit;
            found += packetsProblem(flipped).empty() ? 0u : 1u;
        }
    }
    EXPECT_GT(found, 500u);
}

TEST(PacketsPayload, SaysWhatIsDamaged)
{
    const Bytes whole = serialized(smallClip());
    const auto with = [&whole](std::size_t offset, auto value) {
        Bytes bytes = whole;
        put(bytes, offset, value);
        return packetsProblem(bytes);
    };
    const std::string start = "the received packets are damaged: ";
    EXPECT_EQ(packetsProblem({}), start + "the header is incomplete");
    EXPECT_EQ(with(0, std::uint64_t{1}), start + "they do not begin with the header of packets");
    EXPECT_EQ(with(8, std::uint64_t{1}),
              start + "they have " + std::to_string(whole.size()) + " bytes instead of 1");
    EXPECT_EQ(with(16, UINT64_MAX), start + "there is no space for 18446744073709551615 packets");
    EXPECT_EQ(with(16, std::uint64_t{10}),
              start + "the side data of packet 0 is in the wrong place");
    const std::string odd = "packet 2 has flags or numbers that no packet has";
    EXPECT_EQ(with(inRecord(2, 40), std::int32_t{AV_PKT_FLAG_TRUSTED}), start + odd);
    EXPECT_EQ(with(inRecord(2, 44), std::int32_t{-1}), start + odd);
    EXPECT_EQ(with(inRecord(2, 16), std::int64_t{-1}), start + odd);
    EXPECT_EQ(with(inRecord(1, 48), UINT64_MAX),
              start + "the side data of packet 1 is in the wrong place");
    EXPECT_EQ(with(inRecord(1, 56), std::uint64_t{64}),
              start + "the data of packet 1 is in the wrong place");
    EXPECT_EQ(with(inRecord(3, 68), UINT32_MAX), start + "packet 3 is too large");
    EXPECT_EQ(with(inRecord(3, 68), std::uint32_t{0x7FFF'0000}),
              start + "the data of packet 3 is incomplete");
    EXPECT_EQ(with(inRecord(10, 68), std::uint32_t{64}),
              start + "the data of packet 10 is incomplete"); // the last one
    // More side data than there is: the following bytes are read as such.
    EXPECT_NE(with(inRecord(1, 64), UINT32_MAX), "");
}

TEST(PacketsPayload, RefusesTheSameSideDataTwice)
{
    std::vector<Packet> packets;
    packets.push_back(makePacket());
    av_packet_new_side_data(packets[0].get(), AV_PKT_DATA_SKIP_SAMPLES, 8);
    av_packet_new_side_data(packets[0].get(), AV_PKT_DATA_STRINGS_METADATA, 8);
    Bytes bytes = serialized(packets);
    EXPECT_EQ(packetsProblem(bytes), "");
    put(bytes, headerBytes + recordBytes, std::uint32_t{AV_PKT_DATA_STRINGS_METADATA});
    EXPECT_EQ(packetsProblem(bytes),
              "the received packets are damaged: the side data of packet 0 is invalid");
}
