// SPDX-License-Identifier: GPL-3.0-or-later
#include "boc_testing.h"

#include <gtest/gtest.h>

#include <vector>

namespace {

using namespace std::chrono_literals;

BOC_TEST(Room, IsThereAtOnceOrNot)
{
    boc::Runtime runtime{{.workers = 1}};
    boctest::Gate gate;
    EXPECT_TRUE(runtime.waitForRoom(1));
    boc::when() << [&] { gate.pass(); };
    boc::when() << [] {};
    EXPECT_TRUE(runtime.waitForRoom(3, 0ns));
    EXPECT_FALSE(runtime.waitForRoom(2, 0ns));
    EXPECT_FALSE(runtime.waitForRoom(2, 20ms));
    gate.open();
    EXPECT_TRUE(runtime.waitForRoom(1, 30s));
    EXPECT_EQ(runtime.inFlight(), 0u);
    EXPECT_THROW(runtime.waitForRoom(0), boc::UsageError);
}

BOC_TEST(Room, BoundsWhatProducersPutInFlight)
{
    boc::Runtime runtime{{.workers = 2}};
    const int limit = 8;
    const int items = boctest::scaled(20000);
    boctest::Atomic<int> done{0};
    boctest::Atomic<int> outstanding{0};
    boctest::Atomic<int> over{0};
    const boc::Cown<int> sink{0};
    const auto produce = [&] {
        for (int i = 0; i < items; ++i) {
            runtime.waitForRoom(limit);
            over += ++outstanding > limit + 1;
            runtime.when(sink) << [&](auto) {
                --outstanding;
                ++done;
            };
        }
    };
    boctest::Thread other(produce);
    produce();
    other.join();
    runtime.quiesce();
    EXPECT_EQ(done, 2 * items);
    EXPECT_EQ(over, 0) << "each of the two producers may find room for one";
}

BOC_TEST(Room, IsMadeByPumpingOnTheMainThread)
{
    boc::Runtime runtime{{.workers = 1}};
    const boc::PinnedCown<int> pinned{0};
    int ran = 0;
    for (int i = 0; i < 100; ++i) {
        ASSERT_TRUE(runtime.waitForRoom(5, 30s));
        boc::when(pinned) << [&](auto) { ++ran; };
        ASSERT_LE(runtime.inFlight(), 5u);
    }
    runtime.quiesce();
    EXPECT_EQ(ran, 100);
}

BOC_TEST(Room, MadeByThePumpWakesOtherThreads)
{
    boc::Runtime runtime{{.workers = 1}};
    const boc::PinnedCown<int> pinned{0};
    boc::when(pinned) << [](auto) {};
    boctest::Atomic<bool> woken{false};
    boctest::Thread waiter([&] { woken = runtime.waitForRoom(1); });
    boctest::sleepFor(2ms);
    EXPECT_FALSE(woken);
    while (!woken)
        runtime.pump();
    waiter.join();
}

BOC_TEST(Room, InsideABehaviorIsRefused)
{
    boc::Runtime runtime{{.workers = 1}};
    boctest::Atomic<bool> refused{false};
    boc::when() << [&] {
        try {
            runtime.waitForRoom(10);
        } catch (const boc::UsageError &) {
            refused = true;
        }
    };
    runtime.wait();
    EXPECT_TRUE(refused);
}

#ifndef BOC_DETERMINISTIC
TEST(Room, WakesPromptly)
{
    // Where nobody wakes it, the producer looks by itself every few milliseconds. The worker never
    // comes to rest.
    boctest::Atomic<bool> enough{false};
    boc::Runtime runtime{{.workers = 1}};
    boc::when() << [&] { return enough ? boc::Flow::Done : boc::Flow::Again; };
    const auto begin = boctest::steadyNow();
    for (int i = 0; i < 4000; ++i) {
        runtime.waitForRoom(2);
        boc::when() << [] {};
    }
    EXPECT_LT(boctest::steadyNow() - begin, 10s);
    enough = true;
}
#endif

BOC_TEST(Room, ComesWithAStop)
{
    boc::Runtime runtime{{.workers = 1}};
    const boc::Promise<int> promise;
    boc::when(promise.cown()) << [](auto) {};
    boctest::Thread waiter([&] { EXPECT_TRUE(runtime.waitForRoom(1)); });
    boctest::sleepFor(2ms);
    runtime.requestStop();
    waiter.join();
}

} // namespace
