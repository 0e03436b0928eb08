// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <array>
#include <cerrno>

#include <fcntl.h>
#include <unistd.h>

#include "link/descriptor.h"
#include "link/frame_pipe.h"

using namespace cownscope::link;

namespace {

struct Pipe
{
    Pipe()
    {
        std::array<int, 2> ends{};
        EXPECT_EQ(::pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK), 0);
        reading = Descriptor(ends[0]);
        writing = Descriptor(ends[1]);
    }

    Descriptor reading, writing;
};

} // namespace

TEST(FramePipe, WhatHasNoRoomWaits)
{
    Pipe pipe;
    FramePipe frames(pipe.writing.get());
    const Frame large{1, std::string(100'000, 'x')};
    for (int i = 0; i < 10; ++i)
        frames.send(large);
    EXPECT_TRUE(frames.isWaiting());
    FrameReader reader;
    int received = 0;
    for (int turn = 0; turn < 1000 && received < 10; ++turn) {
        reader.append(readSome(pipe.reading.get()).bytes);
        frames.flush();
        while (const auto frame = reader.next()) {
            EXPECT_EQ(*frame, large);
            ++received;
        }
    }
    EXPECT_EQ(received, 10);
    EXPECT_FALSE(frames.isWaiting());
}

TEST(FramePipe, NobodyReadingIsNoReasonToEnd)
{
    Pipe pipe;
    FramePipe frames(pipe.writing.get());
    pipe.reading.close();
    frames.send({1, "lost"});
    EXPECT_FALSE(frames.isWaiting());
    EXPECT_FALSE(writeAll(pipe.writing.get(), "lost too"));
}

// And is told apart from a pipe that is full, which would be waited for.
TEST(FramePipe, WritingSaysWhyItCannot)
{
    const Descriptor readOnly(::open("/dev/null", O_RDONLY | O_CLOEXEC));
    EXPECT_FALSE(writeAll(readOnly.get(), "x"));
    EXPECT_EQ(errno, EBADF);
}

TEST(FramePipe, ReadingTellsNothingYetFromTheEnd)
{
    Pipe pipe;
    ReadResult result = readSome(pipe.reading.get());
    EXPECT_EQ(result.bytes, "");
    EXPECT_FALSE(result.ended);
    ASSERT_TRUE(writeAll(pipe.writing.get(), "last words"));
    pipe.writing.close();
    result = readSome(pipe.reading.get());
    EXPECT_EQ(result.bytes, "last words");
    EXPECT_FALSE(result.ended);
    EXPECT_TRUE(readSome(pipe.reading.get()).ended);
}
