// SPDX-License-Identifier: GPL-3.0-or-later
#include "fake_system.h"

#include <gtest/gtest.h>

using cownscope::test::FakeSystem;
using cownscope::test::ProgramResult;

namespace {

// ctest that lists no test that needs a display and reports these numbers.
std::string ctest(const std::string &counts, int exitCode)
{
    return R"(
while [ $# -gt 0 ]; do
    case $1 in
    -N) echo 'Total Tests: 0'; exit 0 ;;
    --output-junit) shift; printf '<?xml version="1.0"?>\n<testsuite name="x"\n\t)"
        + counts + R"(\n>\n<testcase name="tests=9" time="1"/></testsuite>' >"$1" ;;
    esac
    shift
done
exit )" + std::to_string(exitCode);
}

ProgramResult runWith(FakeSystem &system, const std::string &counts, int exitCode,
                      const std::vector<std::string> &arguments = {})
{
    system.installAllPackagesBut({});
    system.fake("cmake");
    system.fake("ctest", ctest(counts, exitCode));
    return system.run("tests/run", arguments);
}

} // namespace

TEST(TestsRunScript, EndsWithASummaryAlone)
{
    FakeSystem system;
    const auto result =
        runWith(system, R"(tests="5" failures="0" disabled="0" skipped="0" hostname="")", 0);
    EXPECT_EQ(result.exitCode, 0);
    EXPECT_TRUE(result.output.ends_with("\n5 passed, 0 failed\n")) << result.output;
    EXPECT_EQ(system.calls("cmake"),
              "--preset release -DCOWNSCOPE_BUILD_TESTS=ON\n"
              "--build --preset release -- --quiet\n");
}

TEST(TestsRunScript, FailsWhenATestFails)
{
    FakeSystem system;
    const auto result = runWith(system, R"(tests="7" failures="2" disabled="0" skipped="1")", 8);
    EXPECT_EQ(result.exitCode, 1);
    EXPECT_TRUE(result.output.ends_with("\n4 passed, 2 failed, 1 skipped\n")) << result.output;
}

TEST(TestsRunScript, FailsWhenNoTestRan)
{
    FakeSystem none;
    EXPECT_EQ(runWith(none, R"(tests="0" failures="0" disabled="0" skipped="0")", 0).exitCode, 1);
    FakeSystem skipped;
    EXPECT_EQ(runWith(skipped, R"(tests="3" failures="0" disabled="0" skipped="3")", 0).exitCode,
              1);
}

TEST(TestsRunScript, FailsWithCtestEvenIfTheNumbersAreGood)
{
    FakeSystem system;
    EXPECT_EQ(runWith(system, R"(tests="3" failures="0" disabled="0" skipped="0")", 1).exitCode, 1);
}

TEST(TestsRunScript, PassesAPresetAndCtestsArguments)
{
    FakeSystem system;
    const auto result = runWith(system, R"(tests="1" failures="0" disabled="0" skipped="0")", 0,
                                {"--preset", "tsan", "-R", "Summary"});
    EXPECT_EQ(result.exitCode, 0);
    EXPECT_EQ(system.calls("cmake"),
              "--preset tsan -DCOWNSCOPE_BUILD_TESTS=ON\n"
              "--build --preset tsan -- --quiet\n");
    EXPECT_NE(system.calls("ctest").find("-R Summary\n"), std::string::npos);
}

TEST(TestsRunScript, MakesErrorsOfWarningsWhenStrict)
{
    FakeSystem system;
    const auto result = runWith(system, R"(tests="1" failures="0" disabled="0" skipped="0")", 0,
                                {"--strict", "--preset", "tsan"});
    EXPECT_EQ(result.exitCode, 0);
    EXPECT_EQ(system.calls("cmake"),
              "--preset tsan -DCOWNSCOPE_BUILD_TESTS=ON -DCOWNSCOPE_WARNINGS_AS_ERRORS=ON\n"
              "--build --preset tsan -- --quiet\n");
}

TEST(TestsRunScript, RefusesAnUnknownPreset)
{
    FakeSystem system;
    const auto result = runWith(system, "", 0, {"--preset", "fast"});
    EXPECT_EQ(result.exitCode, 2);
    EXPECT_EQ(result.errors,
              "--preset must be one of release, dev, dev-clang, asan and tsan, but is "
              "\"fast\"\n");
    EXPECT_EQ(system.calls("cmake"), "");
}

TEST(TestsRunScript, RefusesAPresetWithoutTests)
{
    for (const std::string preset : {"fuzz", "base", "", "release dev"}) {
        FakeSystem system;
        const auto result = runWith(system, "", 0, {"--preset=" + preset});
        EXPECT_EQ(result.exitCode, 2);
        EXPECT_EQ(result.errors,
                  "--preset must be one of release, dev, dev-clang, asan and tsan, but is \""
                      + preset + "\"\n");
        EXPECT_EQ(system.calls("cmake"), "");
    }
}
