// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/program.h"

#include <gtest/gtest.h>

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

TEST(Examples, Fibonacci)
{
    expectOutput(COWNSCOPE_FIBONACCI, "fibonacci(20) = 6765\n");
}

TEST(Examples, Bank)
{
    expectOutput(COWNSCOPE_BANK,
                 "100 of 100 audits found 8000\n"
                 "at the end: 2013 398 3152 220 764 587 388 478\n");
}

TEST(Examples, DiningPhilosophers)
{
    expectOutput(COWNSCOPE_DINING_PHILOSOPHERS,
                 "philosopher 0 ate 100 times, fork 0 was used 200 times\n"
                 "philosopher 1 ate 100 times, fork 1 was used 200 times\n"
                 "philosopher 2 ate 100 times, fork 2 was used 200 times\n"
                 "philosopher 3 ate 100 times, fork 3 was used 200 times\n"
                 "philosopher 4 ate 100 times, fork 4 was used 200 times\n");
}

TEST(Examples, CheeseShop)
{
    expectOutput(COWNSCOPE_CHEESE_SHOP,
                 "Stilton? I am sorry, we are fresh out of Stilton.\n"
                 "Cheddar? Here you are, a piece of Cheddar.\n"
                 "Cheddar? I am sorry, we are fresh out of Cheddar.\n"
                 "Brie? Here you are, a piece of Brie.\n"
                 "Edam? I am sorry, we are fresh out of Edam.\n"
                 "In the till: 6\n");
}

TEST(Examples, PrimeFactors)
{
    expectOutput(COWNSCOPE_PRIME_FACTORS, "10007000070049 = 10007 * 1000000007\n");
}

TEST(Examples, Calculator)
{
    expectOutput(COWNSCOPE_CALCULATOR,
                 "6 + 7: 13\n"
                 "6 * 7: 42\n"
                 "6 / 0: cannot divide by zero\n"
                 "memory: 5050\n");
}

TEST(Examples, Pipeline)
{
    expectOutput(COWNSCOPE_PIPELINE, "10000 items, total 29994, never more than 32 in flight\n");
}
