// SPDX-License-Identifier: GPL-3.0-or-later
#include "boc_testing.h"

#include <gtest/gtest.h>

#include <vector>

namespace {

using namespace std::chrono_literals;

BOC_TEST(Order, ReadsBetweenTwoWritesSeeExactlyTheFirst)
{
    // Two writes of a cown with readers scheduled between them: whatever worker runs what, each of
    // those readers runs behind the first write and before the second, and those behind the second
    // see it. A reader that joins a running group although a writer waits, or is granted with the
    // wrong one, sees the other value.
    for (const unsigned workers : {1u, 2u, 4u}) {
        boc::Runtime runtime{{.workers = workers}};
        for (int repeat = 0; repeat < boctest::scaled(500); ++repeat) {
            boc::Cown<int> value{0};
            boctest::Atomic<int> wrong{0};
            boc::when(value) << [](auto value) { *value = 1; };
            for (int i = 0; i < 8; ++i)
                boc::when(boc::read(value)) << [&](auto value) { wrong += *value != 1; };
            boc::when(value) << [](auto value) { *value = 2; };
            for (int i = 0; i < 8; ++i)
                boc::when(boc::read(value)) << [&](auto value) { wrong += *value != 2; };
            ASSERT_TRUE(runtime.quiesce(std::chrono::seconds(10)));
            ASSERT_EQ(wrong, 0);
        }
    }
}

BOC_TEST(Order, WriteReadersWriteNeverHangs)
{
    // Each round hands a cown from a writer to a group of readers and back while the main thread
    // still schedules: the last reader's release races the placement of the next writer and of
    // readers that would like to join the group.
    for (unsigned workers = 1; workers <= 4; ++workers) {
        for (int readers = 0; readers <= 4; ++readers) {
            boc::Runtime runtime{{.workers = workers}};
            boc::Cown<int> value{0};
            boctest::Atomic<int> reads{0};
            const int rounds = boctest::scaled(2000);
            for (int round = 0; round < rounds; ++round) {
                boc::when(value) << [](auto value) { ++*value; };
                for (int i = 0; i < readers; ++i)
                    boc::when(boc::read(value)) << [&](auto) { ++reads; };
            }
            ASSERT_TRUE(runtime.quiesce(std::chrono::seconds(30)))
                << workers << " workers, " << readers << " readers";
            EXPECT_EQ(reads, rounds * readers);
        }
    }
}

BOC_TEST(Order, ReadersRunTogether)
{
    boc::Runtime runtime{{.workers = 2}};
    boc::Cown<int> value{0};
    boctest::Atomic<int> inside{0};
    boctest::Atomic<bool> met{false};
    for (int i = 0; i < 2; ++i) {
        boc::when(boc::read(value)) << [&](auto) {
            ++inside;
            met = boctest::eventually([&] { return inside == 2; });
        };
    }
    runtime.wait();
    EXPECT_TRUE(met);
}

BOC_TEST(Order, ReadersThatQueueBehindAWriterAreGrantedTogether)
{
    boc::Runtime runtime{{.workers = 2}};
    boc::Cown<int> value{0};
    boctest::Gate gate;
    boctest::Atomic<int> inside{0};
    boctest::Atomic<int> met{0};
    boc::when(value) << [&](auto) { gate.pass(); };
    for (int i = 0; i < 2; ++i) {
        boc::when(boc::read(value)) << [&](auto) {
            ++inside;
            met += boctest::eventually([&] { return inside == 2; });
        };
    }
    gate.open();
    runtime.wait();
    EXPECT_EQ(met, 2);
}

BOC_TEST(Order, AReaderThatComesAfterAWaitingWriterWaitsBehindIt)
{
    boc::Runtime runtime{{.workers = 2}};
    boc::Cown<int> value{0};
    boctest::Gate gate;
    int seen = -1;
    boc::when(boc::read(value)) << [&](auto) { gate.pass(); };
    boc::when(value) << [](auto value) { *value = 1; };
    boc::when(boc::read(value)) << [&](auto value) { seen = *value; };
    gate.open();
    runtime.wait();
    EXPECT_EQ(seen, 1);
}

/// One access in a chain: to which cowns, and whether each is read.
struct RandomStep
{
    bool readsA;
    bool readsB;
    int cowns; // 1: a, 2: b, 3: both
};

BOC_TEST(Order, AllChainsOfReadsAndWritesUpToLengthFour)
{
    // Every sequence of accesses to two cowns: a step that writes sets a number that all later
    // readers check, so that any two steps out of order are seen.
    std::vector<RandomStep> kinds;
    for (int cowns = 1; cowns <= 3; ++cowns) {
        for (const bool readsA : {false, true}) {
            for (const bool readsB : {false, true}) {
                if ((cowns == 1 && readsB) || (cowns == 2 && readsA))
                    continue;
                kinds.push_back({readsA, readsB, cowns});
            }
        }
    }
    ASSERT_EQ(kinds.size(), 8u);
    boc::Runtime runtime{{.workers = 2}};
    boctest::Atomic<int> wrong{0};
    boctest::Atomic<int> runs{0};
    int expectedRuns = 0;
    const int stride = boctest::scaled(10) == 10 ? 1 : 7;
    for (int code = 0; code < 8 * 8 * 8 * 8; code += stride) {
        boc::Cown<int> a{0};
        boc::Cown<int> b{0};
        int lastA = 0;
        int lastB = 0;
        for (int position = 0, rest = code; position < 4; ++position, rest /= 8) {
            const RandomStep step = kinds[static_cast<std::size_t>(rest % 8)];
            const int mark = position + 1;
            const auto check = [&wrong, &runs, mark](bool reads, int expected, auto &value) {
                ++runs;
                if (*value != expected)
                    ++wrong;
                if constexpr (!std::is_const_v<std::remove_reference_t<decltype(*value)>>) {
                    if (!reads)
                        *value = mark;
                }
            };
            const int beforeA = lastA;
            const int beforeB = lastB;
            if (step.cowns == 1) {
                if (step.readsA)
                    boc::when(boc::read(a)) << [=](auto a) { check(true, beforeA, a); };
                else
                    boc::when(a) << [=](auto a) { check(false, beforeA, a); };
            } else if (step.cowns == 2) {
                if (step.readsB)
                    boc::when(boc::read(b)) << [=](auto b) { check(true, beforeB, b); };
                else
                    boc::when(b) << [=](auto b) { check(false, beforeB, b); };
            } else {
                const auto both = [=](auto a, auto b) {
                    check(step.readsA, beforeA, a);
                    check(step.readsB, beforeB, b);
                };
                if (step.readsA && step.readsB)
                    boc::when(boc::read(a), boc::read(b)) << both;
                else if (step.readsA)
                    boc::when(boc::read(a), b) << both;
                else if (step.readsB)
                    boc::when(a, boc::read(b)) << both;
                else
                    boc::when(a, b) << both;
            }
            expectedRuns += step.cowns == 3 ? 2 : 1;
            if ((step.cowns & 1) && !step.readsA)
                lastA = mark;
            if ((step.cowns & 2) && !step.readsB)
                lastB = mark;
        }
    }
    ASSERT_TRUE(runtime.quiesce(std::chrono::seconds(60)));
    EXPECT_EQ(wrong, 0);
    EXPECT_EQ(runs, expectedRuns);
}

BOC_TEST(Order, OverlappingSetsKeepProgramOrderOnEveryCown)
{
    boc::Runtime runtime{{.workers = 3}};
    std::vector<boc::Cown<std::vector<int>>> cowns(5);
    const int count = boctest::scaled(5000);
    for (int i = 0; i < count; ++i) {
        const auto first = static_cast<std::size_t>(i % 5);
        const auto second = static_cast<std::size_t>((i * 3 + 1) % 5);
        boc::when(cowns[first], cowns[second]) << [i](auto a, auto b) {
            a->push_back(i);
            if (&*a != &*b)
                b->push_back(i);
        };
    }
    bool sorted = true;
    boc::when(boc::read(cowns)) << [&](auto cowns) {
        for (const auto &cown : cowns)
            sorted = sorted && std::is_sorted(cown->begin(), cown->end());
    };
    runtime.wait();
    EXPECT_TRUE(sorted);
}

BOC_TEST_WORKERS(Order, ManyReadersAreGrantedTogether)
{
    // More than are dispatched at once or fit into a ring, and some of them run on the main thread.
    const int readers = boctest::sized(1000, 9);
    boctest::Atomic<int> ran{0};
    boc::Runtime runtime{{.workers = workers}};
    const boc::Cown<int> board{0};
    const boc::PinnedCown<int> view{0};
    runtime.when() << [&] {
        boc::when(board) << [](auto board) { *board = 1; };
        for (int i = 0; i < readers; ++i) {
            if (i % 3 == 1)
                boc::when(boc::read(board), view) << [&](auto board, auto) { ran += *board; };
            else
                boc::when(boc::read(board)) << [&](auto board) { ran += *board; };
        }
        boc::when(board) << [](auto board) { *board = 2; };
    };
    ASSERT_TRUE(runtime.quiesce(30s));
    EXPECT_EQ(ran, readers);
}

} // namespace
