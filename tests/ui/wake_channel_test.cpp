// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pump/wake_channel.h"

#include <gtest/gtest.h>

#include <poll.h>

#include <atomic>
#include <thread>

namespace cownscope::ui {
namespace {

bool isReadable(const WakeChannel &channel, int timeoutMs = 0)
{
    pollfd entry{channel.descriptor(), POLLIN, 0};
    return poll(&entry, 1, timeoutMs) == 1;
}

TEST(WakeChannel, CoalescesAndIsTakenBack)
{
    WakeChannel channel;
    EXPECT_FALSE(isReadable(channel));
    for (int i = 0; i < 1000; ++i)
        channel.wake();
    EXPECT_TRUE(isReadable(channel));
    channel.acknowledge();
    EXPECT_FALSE(isReadable(channel));
    channel.wake();
    EXPECT_TRUE(isReadable(channel)) << "a wake-up after the acknowledgment is lost";
}

// A waker counts up, then wakes. Whoever acknowledges and then looks must see every count in the
// end without waiting in vain.
TEST(WakeChannel, LosesNoWakeUp)
{
    WakeChannel channel;
    std::atomic<int> work{0};
    constexpr int Rounds = 50'000;
    std::thread waker{[&] {
        for (int i = 0; i < Rounds; ++i) {
            work.fetch_add(1, std::memory_order_relaxed);
            channel.wake();
        }
    }};
    int done = 0;
    while (done < Rounds) {
        if (!isReadable(channel, 5000))
            break;
        channel.acknowledge();
        done += work.exchange(0, std::memory_order_relaxed);
    }
    waker.join();
    EXPECT_EQ(done, Rounds);
}

} // namespace
} // namespace cownscope::ui
