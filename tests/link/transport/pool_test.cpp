// SPDX-License-Identifier: GPL-3.0-or-later
#include "both_ends.h"
#include "link/transport/transport.h"
#include "stamp.h"
#include "support/scale.h"

#include <gtest/gtest.h>

#include <random>
#include <thread>
#include <vector>

using namespace cownscope::link;
using namespace cownscope::test;
using namespace std::chrono_literals;
using cownscope::tests::repeats;

namespace {

constexpr std::size_t poolItemBytes = 5000;

bool send(Sender &sender, std::uint64_t number)
{
    const auto space = sender.space(poolItemBytes);
    if (!space)
        return false;
    stamp(*space, number);
    return sender.send(poolItemBytes, number);
}

TEST(Pool, ItemsAreNotCopied)
{
    BothEnds ends({.itemBytes = poolItemBytes, .slots = 1});
    const std::byte *before = nullptr;
    for (std::uint64_t i = 1; i <= 3; ++i) {
        ASSERT_TRUE(send(*ends.sender, i));
        const auto item = ends.receiver->take();
        ASSERT_TRUE(item);
        EXPECT_TRUE(before == nullptr || before == item->bytes().data());
        before = item->bytes().data();
    }
}

TEST(Pool, OneHeldItemCostsOneSlot)
{
    BothEnds ends({.itemBytes = poolItemBytes, .slots = 3});
    ASSERT_TRUE(send(*ends.sender, 1));
    const auto held = ends.receiver->take();
    for (std::uint64_t i = 2; i <= 1000; ++i) {
        ASSERT_TRUE(send(*ends.sender, i));
        ASSERT_TRUE(send(*ends.sender, ++i));
        EXPECT_FALSE(ends.sender->space(poolItemBytes)) << "all slots are in use";
        for (int k = 0; k < 2; ++k)
            ASSERT_TRUE(ends.receiver->take());
    }
    EXPECT_TRUE(isStamped(held->bytes(), 1));
}

TEST(Pool, ItemsAreGivenBackInAnyOrder)
{
    constexpr std::size_t slots = 8;
    BothEnds ends({.itemBytes = poolItemBytes, .slots = slots});
    std::mt19937 random{5};
    std::vector<Item> held;
    std::uint64_t sent = 0;
    std::uint64_t taken = 0;
    for (int i = 0; i < repeats(20'000, 2000); ++i) {
        if (random() % 2 == 0 && send(*ends.sender, sent + 1))
            ++sent;
        if (random() % 2 == 0) {
            if (auto item = ends.receiver->take()) {
                ASSERT_EQ(item->generation(), ++taken);
                held.push_back(std::move(*item));
            }
        }
        if (!held.empty() && random() % 3 == 0) {
            const std::size_t one = random() % held.size();
            ASSERT_TRUE(isStamped(held[one].bytes(), held[one].generation()));
            std::swap(held[one], held.back());
            held.pop_back();
        }
        ASSERT_LE(held.size(), slots);
    }
    EXPECT_GT(taken, 1000u / static_cast<unsigned>(repeats(1, 10)));
}

TEST(Pool, ItemsAreGivenBackOnOtherThreads)
{
    BothEnds ends({.itemBytes = poolItemBytes, .slots = 2});
    const auto count = static_cast<std::uint64_t>(repeats(3000, 300));
    std::thread sender([&] {
        for (std::uint64_t i = 1; i <= count; ++i) {
            while (!ends.sender->space(poolItemBytes))
                ends.sender->waitForSpace(poolItemBytes, 60s);
            send(*ends.sender, i);
        }
    });
    std::thread dropper;
    for (std::uint64_t i = 1; i <= count; ++i) {
        while (ends.receiver->wait(60s) != WaitResult::Ready) {
        }
        auto item = ends.receiver->take();
        ASSERT_TRUE(item);
        if (dropper.joinable())
            dropper.join();
        dropper = std::thread(
            [i, item = std::move(*item)] { EXPECT_TRUE(isStamped(item.bytes(), i)) << i; });
    }
    dropper.join();
    sender.join();
}

TEST(Pool, OnlyTheNewestItemIsKept)
{
    BothEnds ends({.itemBytes = poolItemBytes, .slots = 2, .whenFull = WhenFull::KeepNewest});
    for (std::uint64_t i = 1; i <= 100; ++i)
        ASSERT_TRUE(send(*ends.sender, i)) << "the sender never waits";
    {
        const auto item = ends.receiver->take();
        ASSERT_TRUE(item);
        EXPECT_EQ(item->generation(), 100u);
        EXPECT_TRUE(isStamped(item->bytes(), 100));
        EXPECT_FALSE(ends.receiver->take());
        ASSERT_TRUE(send(*ends.sender, 101));
        EXPECT_FALSE(ends.sender->space(poolItemBytes))
            << "one slot is held, one has the newest item";
        EXPECT_TRUE(isStamped(item->bytes(), 100));
    }
    EXPECT_TRUE(ends.sender->space(poolItemBytes));
    EXPECT_EQ(ends.receiver->take()->generation(), 101u);
}

// The sender replaces items while the receiver takes them.
TEST(Pool, TheNewestItemIsNeverTorn)
{
    BothEnds ends({.itemBytes = poolItemBytes, .slots = 3, .whenFull = WhenFull::KeepNewest});
    const auto count = static_cast<std::uint64_t>(repeats(200'000, 10'000));
    std::thread sender([&] {
        for (std::uint64_t i = 1; i <= count;)
            i += send(*ends.sender, i) ? 1u : 0u;
    });
    std::uint64_t last = 0;
    std::uint64_t taken = 0;
    while (last < count) {
        const auto item = ends.receiver->take();
        if (!item)
            continue;
        ASSERT_GT(item->generation(), last);
        ASSERT_EQ(item->tag(), item->generation());
        ASSERT_TRUE(isStamped(item->bytes(), item->generation()));
        last = item->generation();
        ++taken;
    }
    sender.join();
    EXPECT_GT(taken, 0u);
}

} // namespace
