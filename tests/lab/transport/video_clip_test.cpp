// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/transport/packets_payload.h"
#include "lab/transport/video_clip.h"

#include <gtest/gtest.h>

using namespace cownscope;
using namespace cownscope::lab::transport;

namespace {

constexpr ClipOptions tiny{.targetBytes = 300'000, .width = 64, .height = 48};

} // namespace

TEST(VideoClip, HasAboutTheAskedSize)
{
    const auto packets = encodeClip(tiny, [] { return true; }).value();
    EXPECT_EQ(packets.size(), 60u);
    EXPECT_NEAR(static_cast<double>(serializedBytes(packets)), 300'000, 60'000);
    std::int64_t decoded = INT64_MIN;
    for (const Packet &packet : packets) {
        EXPECT_GT(packet->size, 0);
        EXPECT_GT(packet->dts, decoded);
        EXPECT_EQ(packet->duration, 1);
        decoded = packet->dts;
    }
    EXPECT_NE(packets.front()->flags & AV_PKT_FLAG_KEY, 0);
}

TEST(VideoClip, StopsBetweenPictures)
{
    int left = 3;
    EXPECT_FALSE(encodeClip(tiny, [&left] { return left-- > 0; }));
    EXPECT_EQ(left, -1);
}

TEST(VideoClip, SaysWhatTheEncoderRefuses)
{
    try {
        encodeClip({.targetBytes = 1'000, .width = 0, .height = 48}, [] { return true; });
        FAIL();
    } catch (const EncodingError &error) {
        EXPECT_NE(std::string(error.what()).find("the video clip cannot be encoded: "),
                  std::string::npos);
    }
}

TEST(VideoClip, IsPassedOnInSharedMemory)
{
    const auto packets = encodeClip(tiny, [] { return true; }).value();
    const Clip clip = inSharedMemory(packets);
    EXPECT_EQ(clip.bytes, serializedBytes(packets));
    const link::Mapping mapping(clip.memory, link::Mapping::Access::Read);
    EXPECT_EQ(restorePackets({mapping.data(), clip.bytes}, {}).size(), packets.size());
}
