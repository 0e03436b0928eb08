// SPDX-License-Identifier: GPL-3.0-or-later
#include "serial_flock.h"

#include <gtest/gtest.h>

#include <string>

using namespace cownscope::boids;
using namespace cownscope::tests;

TEST(BoidsKernel, AllInstructionSetsGiveTheSameFlock)
{
    if (std::string(fastestKernelName()) == "baseline")
        GTEST_SKIP() << "this machine has only the baseline kernel";
    const Options options{.parameters = {}, .boids = 700, .seed = 11};
    SerialFlock baseline(options, {}, &moveRowBaseline);
    SerialFlock fastest(options, {}, fastestMoveRow());
    baseline.step(300);
    fastest.step(300);
    EXPECT_EQ(baseline.snapshot(), fastest.snapshot());
#if defined(__x86_64__)
    SerialFlock avx2(options, {}, &moveRowAvx2);
    avx2.step(300);
    EXPECT_EQ(baseline.snapshot(), avx2.snapshot());
#endif
}

TEST(BoidsKernel, RulesTakeTheSmallerOfBothDistances)
{
    Parameters parameters;
    parameters.visualRange = 10;
    parameters.separationDistance = 30;
    EXPECT_EQ(StepRules(parameters).separationSquared, 100);
    parameters.separationDistance = 3;
    EXPECT_EQ(StepRules(parameters).separationSquared, 9);
}
