// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/descriptor.h"
#include "link/message_pipe.h"

#include <gtest/gtest.h>

using namespace cownscope::link;

namespace {

struct NonBlockingPipe : Pipe
{
    NonBlockingPipe()
    {
        makeNonBlocking(reading);
        makeNonBlocking(writing);
    }
};

} // namespace

TEST(MessagePipe, WhatHasNoRoomWaits)
{
    NonBlockingPipe pipe;
    MessagePipe messages(pipe.writing.get());
    const Message large{1, std::string(100'000, 'x')};
    for (int i = 0; i < 10; ++i)
        messages.send(large);
    EXPECT_TRUE(messages.isWaiting());
    MessageReader reader;
    int received = 0;
    for (int turn = 0; turn < 1000 && received < 10; ++turn) {
        reader.append(readSome(pipe.reading.get()).bytes);
        messages.flush();
        while (const auto message = reader.next()) {
            EXPECT_EQ(*message, large);
            ++received;
        }
    }
    EXPECT_EQ(received, 10);
    EXPECT_FALSE(messages.isWaiting());
}

TEST(MessagePipe, NobodyReadingIsNoReasonToEnd)
{
    NonBlockingPipe pipe;
    MessagePipe messages(pipe.writing.get());
    pipe.reading.close();
    messages.send({1, "lost"});
    EXPECT_FALSE(messages.isWaiting());
    EXPECT_FALSE(writeAll(pipe.writing.get(), "lost too"));
}
