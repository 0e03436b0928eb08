// SPDX-License-Identifier: GPL-3.0-or-later
#include "boc_testing.h"

#include <boc/detail/pool.h>

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <barrier>
#include <cstdint>
#include <cstring>
#include <set>
#include <utility>
#include <vector>

namespace {

using boc::detail::Pool;
using boc::detail::Thread;

bool isOnItsOwnLines(const void *block)
{
    return reinterpret_cast<std::uintptr_t>(block) % Pool::granule == 0;
}

TEST(Pool, BlocksAreApartAndOnLinesOfTheirOwn)
{
    for (std::size_t bytes : {std::size_t{1}, Pool::granule, Pool::granule + 1, Pool::largest}) {
        std::vector<std::byte *> blocks;
        for (int i = 0; i < 300; ++i) {
            blocks.push_back(static_cast<std::byte *>(Pool::allocate(bytes)));
            ASSERT_TRUE(isOnItsOwnLines(blocks.back()));
            std::memset(blocks.back(), i % 251, bytes);
        }
        for (int i = 0; i < 300; ++i) {
            const auto *block = blocks[static_cast<std::size_t>(i)];
            ASSERT_TRUE(std::all_of(block, block + bytes,
                                    [i](std::byte b) { return b == std::byte(i % 251); }))
                << bytes << " bytes, block " << i;
        }
        for (std::byte *block : blocks)
            Pool::free(block, bytes);
    }
}

TEST(Pool, AThreadGetsItsOwnBlockBackFirst)
{
    void *const block = Pool::allocate(100);
    Pool::free(block, 100);
    void *const again = Pool::allocate(70); // of the same size, rounded up
    EXPECT_EQ(again, block);
    Pool::free(again, 70);
}

TEST(Pool, WhatOneThreadAllocatesAndAnotherFreesComesBack)
{
    // If it did not, each round would need new memory. Other tests of the same process have left no
    // blocks of this size.
    constexpr std::size_t bytes = Pool::largest - 512;
    constexpr std::size_t count = 256;
    std::set<void *> known;
    for (int round = 0; round < 50; ++round) {
        std::vector<void *> blocks;
        for (std::size_t i = 0; i < count; ++i)
            blocks.push_back(Pool::allocate(bytes));
        known.insert(blocks.begin(), blocks.end());
        Thread other([&] {
            for (void *block : blocks)
                Pool::free(block, bytes);
        });
        other.join();
    }
    EXPECT_LE(known.size(), count + Pool::chunkBytes / bytes);
}

std::uintptr_t chunkOf(const void *block)
{
    return reinterpret_cast<std::uintptr_t>(block) / Pool::chunkBytes;
}

TEST(Pool, ThreadsThatFreeEachOthersBlocksSoonUseTheirOwnAgain)
{
    constexpr std::size_t bytes = 2 * Pool::granule;
    constexpr std::size_t count = 64;
    struct Side
    {
        std::vector<void *> before;
        std::vector<void *> after;
    };
    std::array<Side, 2> sides;
    std::barrier turn(2);
    const auto allocate = [](std::vector<void *> &blocks) {
        for (std::size_t i = 0; i < count; ++i)
            blocks.push_back(Pool::allocate(bytes));
    };
    const auto work = [&](std::size_t own) {
        allocate(sides[own].before);
        turn.arrive_and_wait();
        for (void *block : sides[1 - own].before)
            Pool::free(block, bytes);
        for (std::size_t i = 0; i < Pool::guestLimit; ++i)
            Pool::free(Pool::allocate(bytes), bytes);
        allocate(sides[own].after);
        turn.arrive_and_wait();
    };
    Thread first(work, std::size_t{0});
    Thread second(work, std::size_t{1});
    first.join();
    second.join();
    std::array<std::set<std::uintptr_t>, 2> chunks;
    for (std::size_t own = 0; own < 2; ++own) {
        for (const void *block : sides[own].before)
            chunks[own].insert(chunkOf(block));
    }
    for (std::size_t own = 0; own < 2; ++own) {
        for (void *block : sides[own].after) {
            EXPECT_FALSE(chunks[1 - own].contains(chunkOf(block)));
            Pool::free(block, bytes);
        }
    }
}

TEST(Pool, CountsBlocksThatAreSentHome)
{
    constexpr std::size_t bytes = Pool::granule;
    constexpr std::size_t count = 2 * Pool::guestLimit;
    std::array<void *, count> blocks{};
    const Pool::Statistics before = Pool::statistics();
    for (void *&block : blocks)
        block = Pool::allocate(bytes);
    Thread([&] {
        for (void *block : blocks)
            Pool::free(block, bytes);
    }).join();
    const Pool::Statistics after = Pool::statistics();
    // Some may come from the heap that the thread takes over.
    EXPECT_GT(after.sentHome - before.sentHome, count / 2);
    EXPECT_LE(after.sentHome - before.sentHome, count);
    EXPECT_GE(after.chunks, before.chunks);
}

/// Uses the pool when its thread ends, after the pool has said farewell to the thread, since it was
/// there before.
struct Late
{
    static constexpr std::size_t bytes = 8 * Pool::granule;

    std::set<void *> *known = nullptr;
    void *block = nullptr;
    ~Late()
    {
        if (!block)
            return;
        void *const another = Pool::allocate(bytes);
        known->insert(another);
        Pool::free(another, bytes);
        Pool::free(block, bytes);
    }
};

TEST(Pool, ThreadsThatEndGiveTheirBlocksBack)
{
    constexpr std::size_t bytes = Late::bytes;
    std::set<void *> known;
    const auto runThread = [&] {
        Thread thread([&] {
            Late &late = boc::detail::threadLocal<Late>();
            late.known = &known;
            late.block = Pool::allocate(bytes);
            known.insert(late.block);
            void *const block = Pool::allocate(bytes);
            known.insert(block);
            Pool::free(block, bytes);
        });
        thread.join();
    };
    // The first ones find what the threads of other tests left behind.
    constexpr int rounds = 200;
    for (int round = 0; round < rounds; ++round)
        runThread();
    const std::size_t before = known.size();
    for (int round = 0; round < rounds; ++round)
        runThread();
    EXPECT_LE(known.size() - before, Pool::chunkBytes / bytes);
}

TEST(Pool, ManyThreadsExchangeBlocks)
{
    // Each block carries its owner's mark from allocation to the end, whoever frees it.
    constexpr std::size_t bytes = 2 * Pool::granule;
    constexpr std::size_t places = 256;
    std::array<boctest::Atomic<std::uint64_t *>, places> exchange{};
    boctest::Atomic<int> spoiled{0};
    const auto work = [&](std::uint64_t mark) {
        std::uint64_t random = mark * 0x9E3779B97F4A7C15u + 1;
        const auto end = [&](std::uint64_t *block) {
            if (!block)
                return;
            if (block[15] != ~block[0])
                spoiled.fetch_add(1);
            Pool::free(block, bytes);
        };
        for (int i = 0; i < boctest::scaled(100'000); ++i) {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            auto *block = static_cast<std::uint64_t *>(Pool::allocate(bytes));
            block[0] = random;
            block[15] = ~random;
            end(exchange[random % places].exchange(block));
        }
    };
    std::vector<Thread> threads;
    for (std::uint64_t mark = 0; mark < 4; ++mark)
        threads.emplace_back(work, mark);
    for (Thread &thread : threads)
        thread.join();
    for (auto &place : exchange) {
        if (std::uint64_t *block = place.load())
            Pool::free(block, bytes);
    }
    EXPECT_EQ(spoiled, 0);
}

} // namespace
