// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/machine/cpu_list.h"
#include "lab/machine/cpu_time.h"

#include <gtest/gtest.h>

using namespace cownscope::lab;

using Cpus = std::vector<std::uint32_t>;

TEST(CpuList, IsReadAsTasksetWritesIt)
{
    EXPECT_EQ(parseCpuList("0"), Cpus{0});
    EXPECT_EQ(parseCpuList("0,2-4"), (Cpus{0, 2, 3, 4}));
    EXPECT_EQ(parseCpuList("3,1,3,0-1"), (Cpus{0, 1, 3}));
}

TEST(CpuList, AnythingElseIsRefused)
{
    for (const char *text :
         {"", ",", "0,", "a", "-1", "1-", "2-1", "0 1", "1--2", "65536", "0-4294967295"})
        EXPECT_FALSE(parseCpuList(text)) << text;
}

TEST(CpuList, IsWrittenWithRanges)
{
    EXPECT_EQ(cpuListText({0, 2, 3, 4, 7, 8}), "0,2-4,7-8");
    EXPECT_EQ(cpuListText({5}), "5");
    EXPECT_EQ(cpuListText({}), "");
}

TEST(CpuTimes, CountWhatThisProcessTakes)
{
    const auto before = readCpuTimes();
    ASSERT_TRUE(before);
    CpuTimes taken;
    while (taken.own < 0.2)
        taken = *readCpuTimes() - *before;
    EXPECT_GE(taken.busy, 0.1); // in steps of 10 ms for each CPU
    EXPECT_GE(taken.stolen, 0);
    EXPECT_GE(taken.others(), 0);
    EXPECT_LT(taken.others(), taken.busy);
}
