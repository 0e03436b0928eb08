// SPDX-License-Identifier: GPL-3.0-or-later
#include "fake_system.h"

#include <gtest/gtest.h>

using cownscope::test::FakeSystem;

namespace {

// cmake that "configures" and "builds" a window that prints its arguments.
constexpr const char *cmake = R"(
if [ "$1" = --preset ]; then
    : >build/release/build.ninja
else
    mkdir -p build/release/bin
    printf '#!/bin/sh\nprintf "<%%s>" "$@"\nexit 7\n' >build/release/bin/cownscope
    chmod +x build/release/bin/cownscope
fi)";

} // namespace

TEST(RunScript, WithoutADisplaySaysHowToMakeAPictureAndDoesNothing)
{
    FakeSystem system;
    system.installAllPackagesBut({"cmake"});
    system.fake("cmake", cmake);
    const auto result = system.run("app/run", {"--boids", "3000"});
    EXPECT_EQ(result.exitCode, 2);
    EXPECT_EQ(result.output, "");
    EXPECT_EQ(result.errors,
              "There is no display. To get a picture without one, run: "
              "./app/run --quit-after 10 --snapshot flock.png\n");
    EXPECT_EQ(system.calls("dpkg-query"), "");
    EXPECT_EQ(system.calls("cmake"), "");
}

TEST(RunScript, WithoutADisplayWhatEndsByItselfRunsOnOneInMemory)
{
    using Arguments = std::vector<std::string>;
    for (const Arguments &arguments : {Arguments{"--quit-after", "10", "--snapshot", "a b.png"},
                                       Arguments{"--snapshot=flock.png"},
                                       {"--quit-after=2"}}) {
        FakeSystem system; // where the packages include xvfb-run
        system.installAllPackagesBut({"xvfb"});
        system.beRoot(true);
        system.fake("cmake", cmake);
        system.fake("apt-get");
        system.fake("xvfb-run", "shift 3; exec \"$@\"");
        const auto result = system.run("app/run", arguments);
        std::string passed;
        for (const std::string &argument : arguments)
            passed += '<' + argument + '>';
        EXPECT_EQ(result.output, passed) << result.errors;
        EXPECT_EQ(result.exitCode, 7) << "the program's own";
        EXPECT_TRUE(system.calls("apt-get").find("xvfb") != std::string::npos);
        EXPECT_TRUE(system.calls("xvfb-run").starts_with("-a -s -screen 0 1600x1000x24 "))
            << system.calls("xvfb-run");
        EXPECT_EQ(system.run("app/run", arguments, true).exitCode, 7);
        EXPECT_EQ(system.calls("xvfb-run").find('\n'), system.calls("xvfb-run").size() - 1)
            << "where there is a display, it is used";
    }
    FakeSystem system; // that is not Debian
    system.installAllPackagesBut({});
    system.fake("cmake", cmake);
    const auto result = system.run("app/run", {"--quit-after", "2"});
    EXPECT_EQ(result.exitCode, 2);
    EXPECT_EQ(
        result.errors,
        "There is no display, and the program xvfb-run, which provides a virtual one, is missing: "
        "install it.\n");
}

TEST(RunScript, HelpAndVersionNeedNoDisplay)
{
    for (const char *argument : {"--help", "-h", "--version"}) {
        FakeSystem system;
        system.installAllPackagesBut({});
        system.fake("cmake", cmake);
        const auto result = system.run("app/run", {argument});
        EXPECT_EQ(result.output, std::string("<") + argument + '>');
        EXPECT_EQ(result.exitCode, 7);
    }
}

TEST(RunScript, BuildsTheWindowAloneAndBecomesIt)
{
    FakeSystem system;
    system.installAllPackagesBut({});
    system.fake("cmake", cmake);
    const auto result = system.run("app/run", {"--open", "two words.json", ""}, true);
    EXPECT_EQ(result.output, "<--open><two words.json><>");
    EXPECT_EQ(result.exitCode, 7);
    EXPECT_EQ(system.calls("cmake"),
              "--preset release -DCOWNSCOPE_BUILD_TESTS=OFF\n"
              "--build --preset release --target cownscope -- --quiet\n");

    EXPECT_EQ(system.run("app/run", {}, true).exitCode, 7);
    EXPECT_EQ(system.calls("cmake"),
              "--preset release -DCOWNSCOPE_BUILD_TESTS=OFF\n"
              "--build --preset release --target cownscope -- --quiet\n"
              "--build --preset release --target cownscope -- --quiet\n");
}

TEST(RunScript, NeedsNoPackagesOfTheTests)
{
    FakeSystem system;
    system.installAllPackagesBut({"libgtest-dev", "clang"});
    system.fake("cmake", cmake);
    EXPECT_EQ(system.run("app/run", {}, true).exitCode, 7);
}

TEST(RunScript, StopsWhereInstallingConfiguringOrBuildingFails)
{
    {
        FakeSystem system;
        system.installAllPackagesBut({"cmake"});
        EXPECT_EQ(system.run("app/run", {}, true).exitCode, 2);
        EXPECT_EQ(system.calls("cmake"), "");
    }
    {
        FakeSystem system;
        system.installAllPackagesBut({});
        system.fake("cmake", "echo 'no compiler'; exit 1");
        const auto result = system.run("app/run", {}, true);
        EXPECT_EQ(result.exitCode, 1);
        EXPECT_TRUE(result.errors.ends_with("no compiler\n")) << result.errors;
    }
    {
        FakeSystem system;
        system.installAllPackagesBut({});
        system.fake("cmake", "[ \"$1\" = --preset ] && exit 0\necho 'a.cpp:1: error'; exit 1");
        const auto result = system.run("app/run", {}, true);
        EXPECT_EQ(result.exitCode, 1);
        EXPECT_TRUE(result.errors.ends_with("a.cpp:1: error\n")) << result.errors;
        EXPECT_EQ(result.output, "");
    }
}
