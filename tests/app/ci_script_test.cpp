// SPDX-License-Identifier: GPL-3.0-or-later
#include "fake_system.h"

#include <gtest/gtest.h>

using cownscope::test::FakeSystem;

TEST(CiScript, RunsEveryStageAndAddsUp)
{
    FakeSystem system;
    system.replace(".ci/check-sources", "echo '3 passed, 0 failed'");
    system.replace("tests/run",
                   "echo '10 of 12 passed'; echo; echo '10 passed, 0 failed, 2 skipped'");
    const auto result = system.run(".ci/run");
    EXPECT_EQ(result.exitCode, 0) << result.output;
    EXPECT_TRUE(result.output.ends_with("\n33 passed, 0 failed\n")) << result.output;
    EXPECT_EQ(system.calls("tests/run"),
              "--strict\n--strict --preset tsan\n--strict --preset asan\n");
}

TEST(CiScript, GoesOnAfterAFailureAndFails)
{
    FakeSystem system;
    system.replace(".ci/check-sources", "echo '3 passed, 0 failed'");
    system.replace("tests/run", R"(
if [ "$3" = tsan ]; then
    echo '9 passed, 1 failed'
    exit 1
fi
echo '10 passed, 0 failed')");
    const auto result = system.run(".ci/run");
    EXPECT_EQ(result.exitCode, 1);
    EXPECT_TRUE(result.output.ends_with("\n32 passed, 1 failed\n")) << result.output;
    EXPECT_NE(system.calls("tests/run").find("asan"), std::string::npos);
}

TEST(CiScript, FailsWhereAStageDoesNotGetToItsTests)
{
    FakeSystem system;
    system.replace(".ci/check-sources", "echo '3 passed, 0 failed'");
    system.replace("tests/run",
                   "[ \"$3\" != asan ] || { echo 'a.cpp: error'; exit 1; }\n"
                   "echo '10 passed, 0 failed'");
    const auto result = system.run(".ci/run");
    EXPECT_EQ(result.exitCode, 1);
    EXPECT_NE(result.output.find("did not get to its tests"), std::string::npos) << result.output;
    EXPECT_TRUE(result.output.ends_with("\n23 passed, 0 failed\n")) << result.output;
}
