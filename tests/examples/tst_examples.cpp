// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "support/program.h"

using cownscope::test::runProgram;

namespace {

// Often, since the order of their output must not be luck.
#ifdef COWNSCOPE_SANITIZED
constexpr int runs = 5;
#else
constexpr int runs = 25;
#endif

void expectOutput(const char *program, const char *output)
{
    for (int i = 0; i < runs && !testing::Test::HasFailure(); ++i) {
        const auto result = runProgram(program, {});
        EXPECT_EQ(result.output, output);
        EXPECT_EQ(result.errors, "");
        EXPECT_EQ(result.exitCode, 0);
    }
}

} // namespace

TEST(Examples, Transfer)
{
    expectOutput(COWNSCOPE_TRANSFER, "moved 30: Alice has 70, Bob has 50\n");
}

TEST(Examples, PinnedConsole)
{
    expectOutput(COWNSCOPE_PINNED_CONSOLE,
                 "0 to 24999: 2762 primes, 2762 so far\n"
                 "25000 to 49999: 2371 primes, 5133 so far\n"
                 "50000 to 74999: 2260 primes, 7393 so far\n"
                 "75000 to 99999: 2199 primes, 9592 so far\n");
}
