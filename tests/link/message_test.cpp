// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/message.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

using namespace cownscope::link;

namespace {

const Message small{7, "{\"a\":1}"};
const Message binary{65535,
                     std::string("\0\xff"
                                 "CWN\xff",
                                 6)};
const Message empty{0, ""};

std::vector<Message> messagesIn(MessageReader &reader)
{
    std::vector<Message> messages;
    while (auto message = reader.next())
        messages.push_back(std::move(*message));
    return messages;
}

std::string problemOf(const std::string &bytes)
{
    MessageReader reader;
    reader.append(bytes);
    try {
        while (reader.next()) {
        }
    } catch (const ProtocolError &error) {
        return error.what();
    }
    return {};
}

} // namespace

TEST(Message, ComesBackAsItWas)
{
    MessageReader reader;
    reader.append(encode(small) + encode(binary) + encode(empty));
    EXPECT_EQ(messagesIn(reader), (std::vector{small, binary, empty}));
    EXPECT_EQ(reader.stray().totalBytes(), 0u);
    EXPECT_FALSE(reader.insideMessage());
}

TEST(Message, HasTheLayoutThatIsWrittenDown)
{
    // The checksum is that of python3's zlib.crc32(bytes([1, 0, 3, 2, 2, 0, 0, 0]) + b"ab").
    const std::string expected("\xff"
                               "CWN"
                               "\x01\0"
                               "\x03\x02"
                               "\x02\0\0\0"
                               "\x1b\xee\xca\x87"
                               "ab",
                               18);
    EXPECT_EQ(encode({0x0203, "ab"}), expected);
}

TEST(Message, IsFoundInPiecesOfAnySizeAmongStrayText)
{
    std::mt19937 random(1);
    const std::string stray = "Welcome to host!\n\xff"
                              "CW almost a message\xff";
    for (int trial = 0; trial < 500; ++trial) {
        const std::string stream =
            stray + encode(small) + "noise" + encode(binary) + encode(empty) + "end";
        MessageReader reader;
        std::vector<Message> messages;
        for (std::size_t at = 0; at < stream.size();) {
            const std::size_t size = 1 + random() % 20;
            reader.append(stream.substr(at, size));
            at += size;
            for (Message &message : messagesIn(reader))
                messages.push_back(std::move(message));
        }
        ASSERT_EQ(messages, (std::vector{small, binary, empty}));
        ASSERT_EQ(reader.stray().text(), stray + "noise" + "end");
        ASSERT_FALSE(reader.insideMessage());
    }
}

TEST(Message, ThatIsNotWholeIsWaitedFor)
{
    const std::string bytes = encode(small);
    for (std::size_t size = 4; size < bytes.size(); ++size) {
        MessageReader reader;
        reader.append(bytes.substr(0, size));
        ASSERT_FALSE(reader.next());
        ASSERT_TRUE(reader.insideMessage());
        reader.append(bytes.substr(size));
        ASSERT_EQ(reader.next(), small);
        ASSERT_FALSE(reader.insideMessage());
    }
}

TEST(Message, OfAnotherVersionIsRefused)
{
    std::string bytes = encode(small);
    bytes[4] = 2;
    EXPECT_EQ(problemOf(bytes), "speaks version 2 of the protocol instead of 1");
}

TEST(Message, ThatAnnouncesTooMuchIsRefusedAtOnce)
{
    std::string bytes = encode(small).substr(0, 16);
    bytes[11] = 0x7f;
    EXPECT_EQ(problemOf(bytes), "announced a message of 2130706439 bytes, more than 16777216");
}

TEST(Message, DamagedInAnyBitIsNeverTakenForOne)
{
    const std::string whole = encode(small);
    for (std::size_t bit = 0; bit < whole.size() * 8; ++bit) {
        std::string bytes = whole;
        bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << bit % 8));
        MessageReader reader;
        reader.append(bytes);
        try {
            ASSERT_FALSE(reader.next()) << "bit " << bit;
        } catch (const ProtocolError &) {
            continue; // as good
        }
    }
}

TEST(Message, ThatIsTooLongIsNotSent)
{
    EXPECT_THROW(encode({1, std::string(std::size_t{LargestPayload} + 1, 'x')}), std::length_error);
}
