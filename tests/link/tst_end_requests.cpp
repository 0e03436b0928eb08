// SPDX-License-Identifier: GPL-3.0-or-later
#include <thread>

#include <gtest/gtest.h>

#include "link/end_requests.h"

using cownscope::link::EndRequests;

TEST(EndRequests, SignalsWithinAMomentAreOneRequest)
{
    EndRequests requests;
    const auto begin = std::chrono::steady_clock::now();
    const unsigned first = requests.count();
    const unsigned second = requests.count();
    const auto taken = std::chrono::steady_clock::now() - begin;
    EXPECT_EQ(first, 1u);
    EXPECT_TRUE(second == 0 || taken >= EndRequests::Moment);
}

TEST(EndRequests, LaterOnesAreCounted)
{
    EndRequests requests;
    EXPECT_EQ(requests.count(), 1u);
    std::this_thread::sleep_for(EndRequests::Moment);
    EXPECT_EQ(requests.count(), 2u);
}
