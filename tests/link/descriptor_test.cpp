// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/descriptor.h"

#include <gtest/gtest.h>

#include <cerrno>

#include <fcntl.h>

using namespace cownscope::link;

// The reason is told apart from a pipe that is full, which would be waited for.
TEST(Descriptor, WritingSaysWhyItCannot)
{
    const Descriptor readOnly(::open("/dev/null", O_RDONLY | O_CLOEXEC));
    EXPECT_FALSE(writeAll(readOnly.get(), "x"));
    EXPECT_EQ(errno, EBADF);
}

TEST(Descriptor, ReadingTellsNothingYetFromTheEnd)
{
    Pipe pipe;
    makeNonBlocking(pipe.reading);
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
