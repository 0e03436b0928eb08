// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/frame_credits.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

using namespace cownscope;

TEST(FrameCredits, AreSpentUpToTheirLimit)
{
    const FrameCredits credits(2);
    EXPECT_EQ(credits.left(), 2u);
    std::optional<FrameCredit> first = credits.spend();
    const std::optional<FrameCredit> second = credits.spend();
    EXPECT_TRUE(first && second);
    EXPECT_FALSE(credits.spend());
    EXPECT_EQ(credits.spent(), 2u);
    first.reset();
    EXPECT_EQ(credits.left(), 1u);
    EXPECT_TRUE(credits.spend()) << "and given back at once";
    EXPECT_EQ(credits.left(), 1u);
}

TEST(FrameCredits, GoWithWhatHoldsThem)
{
    const FrameCredits credits(3);
    FrameCredit waiting = std::move(*credits.spend());
    FrameCredit newer = std::move(*credits.spend());
    EXPECT_EQ(credits.spent(), 2u);
    waiting = std::move(newer); // a newer frame takes the place of one that was not drawn
    EXPECT_EQ(credits.spent(), 1u);
    waiting.giveBack();
    waiting.giveBack();
    EXPECT_EQ(credits.spent(), 0u) << "once";
    FrameCredit uncounted;
    uncounted.giveBack();
    EXPECT_EQ(credits.spent(), 0u);
}

TEST(FrameCredits, OutliveTheSink)
{
    FrameCredit credit;
    {
        const FrameCredits credits;
        credit = std::move(*credits.spend());
        const FrameCredits copy = credits;
        EXPECT_EQ(copy.left(), 0u) << "copies count together";
    }
    credit.giveBack();
}

TEST(FrameCredits, NeverExceedTheirLimitOnManyThreads)
{
    const FrameCredits credits(2);
    std::atomic<int> onTheirWay{0};
    std::atomic<bool> tooMany{false};
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&] {
            for (int round = 0; round < 20'000; ++round) {
                if (std::optional<FrameCredit> credit = credits.spend()) {
                    if (++onTheirWay > 2)
                        tooMany = true;
                    --onTheirWay;
                }
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    EXPECT_FALSE(tooMany);
    EXPECT_EQ(credits.spent(), 0u);
}
