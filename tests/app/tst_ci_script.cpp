// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "fake_system.h"

using cownscope::test::FakeSystem;

TEST(CiScript, RunsEveryStageAndAddsUp)
{
    FakeSystem system;
    system.replace("tests/run",
                   "echo '10 of 12 passed'; echo; echo '10 passed, 0 failed, 2 skipped'");
    const auto result = system.run(".ci/run");
    EXPECT_EQ(result.exitCode, 0) << result.output;
    EXPECT_TRUE(result.output.ends_with("\n40 passed, 0 failed\n")) << result.output;
    EXPECT_EQ(system.calls("tests/run"),
              "\n--preset dev-clang -L runtime\n--preset tsan\n--preset asan\n");
}

TEST(CiScript, GoesOnAfterAFailureAndFails)
{
    FakeSystem system;
    system.replace("tests/run", R"(
if [ "$2" = tsan ]; then
    echo '9 passed, 1 failed'
    exit 1
fi
echo '10 passed, 0 failed')");
    const auto result = system.run(".ci/run");
    EXPECT_EQ(result.exitCode, 1);
    EXPECT_TRUE(result.output.ends_with("\n39 passed, 1 failed\n")) << result.output;
    EXPECT_NE(system.calls("tests/run").find("asan"), std::string::npos);
}

TEST(CiScript, FailsWhereAStageDoesNotGetToItsTests)
{
    FakeSystem system;
    system.replace("tests/run",
                   "[ \"$2\" != asan ] || { echo 'a.cpp: error'; exit 1; }\n"
                   "echo '10 passed, 0 failed'");
    const auto result = system.run(".ci/run");
    EXPECT_EQ(result.exitCode, 1);
    EXPECT_NE(result.output.find("did not get to its tests"), std::string::npos) << result.output;
    EXPECT_TRUE(result.output.ends_with("\n30 passed, 0 failed\n")) << result.output;
}
