// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/transport/available_memory.h"

#include <gtest/gtest.h>

using namespace cownscope::link;
using namespace std::chrono_literals;

namespace {

class Allowance : public testing::Test
{
protected:
    // How often it looked for this request, which it allows or not.
    int looks(std::uint64_t bytes, bool allowed)
    {
        m_looks = 0;
        EXPECT_EQ(m_allowance.allows(bytes, m_now), allowed);
        return m_looks;
    }

    std::uint64_t m_available = 16'000;
    int m_looks = 0;
    MemoryAllowance m_allowance{[this] {
        ++m_looks;
        return m_available;
    }};
    MemoryAllowance::Clock::time_point m_now = MemoryAllowance::Clock::now();
};

} // namespace

TEST_F(Allowance, LooksAgainWhenTheAmountCouldMatter)
{
    EXPECT_EQ(looks(0, true), 1);
    for (int i = 0; i < 4; ++i)
        EXPECT_EQ(looks(250, true), 0);
    EXPECT_EQ(looks(1, true), 1);
    EXPECT_EQ(looks(1'000, true), 1); // more than a sixteenth
    EXPECT_EQ(looks(937, true), 0);   // of the 15,000 that were left then
}

TEST_F(Allowance, LooksAgainAfterAMoment)
{
    EXPECT_EQ(looks(1, true), 1);
    m_now += MemoryAllowance::moment - 1ms;
    EXPECT_EQ(looks(1, true), 0);
    m_now += 1ms;
    EXPECT_EQ(looks(1, true), 1);
}

TEST_F(Allowance, RefusesWhatIsNotThere)
{
    EXPECT_EQ(looks(16'000, true), 1);
    EXPECT_EQ(looks(16'001, false), 1);
    EXPECT_EQ(looks(1, true), 1); // nothing is allowed after a refusal
    m_available = 0;
    EXPECT_EQ(looks(1'000, false), 1);
}
