// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/wake.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include <poll.h>

using cownscope::link::Wake;

namespace {

bool isReadable(const Wake &wake, int milliseconds = 0)
{
    pollfd event{.fd = wake.descriptor(), .events = POLLIN, .revents = 0};
    return ::poll(&event, 1, milliseconds) == 1;
}

} // namespace

TEST(Wake, StaysRungUntilCleared)
{
    Wake wake;
    EXPECT_FALSE(isReadable(wake));
    wake.ring();
    wake.ring();
    EXPECT_TRUE(isReadable(wake));
    EXPECT_TRUE(isReadable(wake));
    wake.clear();
    EXPECT_FALSE(isReadable(wake));
    wake.clear(); // does not wait
}

TEST(Wake, EndsAPollOfAnotherThread)
{
    Wake wake;
    std::thread other([&] { wake.ring(); });
    EXPECT_TRUE(isReadable(wake, 60'000));
    other.join();
}

TEST(Wake, CoalescesAndIsTakenBack)
{
    Wake wake;
    EXPECT_FALSE(isReadable(wake));
    for (int i = 0; i < 1000; ++i)
        wake.ring();
    EXPECT_TRUE(isReadable(wake));
    wake.clear();
    EXPECT_FALSE(isReadable(wake));
    wake.ring();
    EXPECT_TRUE(isReadable(wake)) << "a ring after the clearing is lost";
}

// A waker counts up, then rings. Whoever clears and then looks must see every count in the end
// without waiting in vain.
TEST(Wake, LosesNoWakeUp)
{
    Wake wake;
    std::atomic<int> work{0};
    constexpr int rounds = 50'000;
    std::thread waker([&] {
        for (int i = 0; i < rounds; ++i) {
            work.fetch_add(1, std::memory_order_relaxed);
            wake.ring();
        }
    });
    int done = 0;
    while (done < rounds) {
        if (!isReadable(wake, 5000))
            break;
        wake.clear();
        done += work.exchange(0, std::memory_order_relaxed);
    }
    waker.join();
    EXPECT_EQ(done, rounds);
}
