// SPDX-License-Identifier: GPL-3.0-or-later
#include "fake_system.h"

#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>
#include <string>

using cownscope::test::FakeSystem;

namespace {

constexpr const char *script = "app/install-packages";

} // namespace

TEST(InstallPackages, DoesAndSaysNothingWhenAllAreThere)
{
    FakeSystem system;
    system.installAllPackagesBut({});
    system.fake("apt-get");
    const auto result = system.run(script, {"build", "window"});
    EXPECT_EQ(result.exitCode, 0);
    EXPECT_EQ(result.output, "");
    EXPECT_EQ(result.errors, "");
    EXPECT_NE(system.calls("dpkg-query"), "");
    EXPECT_EQ(system.calls("apt-get"), "");
}

TEST(InstallPackages, InstallsExactlyWhatIsMissingAndSaysWhy)
{
    FakeSystem system;
    system.installAllPackagesBut({"cmake", "xvfb", "clang"});
    system.beRoot(true);
    system.fake("apt-get");
    system.fake("sudo", "exit 1");
    const auto result = system.run(script, {"build", "window"});
    EXPECT_EQ(result.exitCode, 0);
    EXPECT_EQ(result.output, "");
    EXPECT_EQ(
        result.errors,
        "These packages are missing and will be installed:\n"
        "  cmake                configures the build\n"
        "  xvfb                 a virtual display, for pictures and tests without a display\n");
    EXPECT_EQ(system.calls("apt-get"),
              "-qq update\n-qq -y install --no-install-recommends cmake xvfb\n");
    EXPECT_EQ(system.calls("sudo"), "");
}

TEST(InstallPackages, UsesSudoWhenNotRoot)
{
    FakeSystem system;
    system.installAllPackagesBut({"cmake"});
    system.beRoot(false);
    system.fake("apt-get");
    system.fake("sudo", "exec \"$@\"");
    const auto result = system.run(script, {"build"});
    EXPECT_EQ(result.exitCode, 0);
    EXPECT_EQ(system.calls("sudo"),
              "env DEBIAN_FRONTEND=noninteractive apt-get -qq update\n"
              "env DEBIAN_FRONTEND=noninteractive apt-get -qq -y install --no-install-recommends "
              "cmake\n");
    EXPECT_EQ(system.calls("apt-get"),
              "-qq update\n-qq -y install --no-install-recommends cmake\n");
}

TEST(InstallPackages, SaysWhatToDoWithoutSudo)
{
    FakeSystem system;
    system.installAllPackagesBut({"cmake", "g++"});
    system.beRoot(false);
    system.fake("apt-get");
    const auto result = system.run(script, {"build"});
    EXPECT_EQ(result.exitCode, 2);
    EXPECT_TRUE(
        result.errors.ends_with("They cannot be installed without sudo. Run as root: apt-get "
                                "install --no-install-recommends cmake g++\n"))
        << result.errors;
    EXPECT_EQ(system.calls("apt-get"), "");
}

TEST(InstallPackages, SaysWhatToDoWithoutApt)
{
    FakeSystem system;
    system.installAllPackagesBut({"cmake"});
    system.beRoot(true);
    const auto result = system.run(script, {"build"});
    EXPECT_EQ(result.exitCode, 2);
    EXPECT_TRUE(result.errors.ends_with("They cannot be installed, because apt-get is missing. "
                                        "Install them manually: cmake\n"))
        << result.errors;
}

TEST(InstallPackages, GoesOnWithAWarningElsewhereThanOnDebian)
{
    FakeSystem system;
    const auto result = system.run(script, {"build"});
    EXPECT_EQ(result.exitCode, 0);
    EXPECT_TRUE(result.errors.starts_with("Packages are not checked, because this is not a Debian "
                                          "system. "))
        << result.errors;
}

TEST(InstallPackages, GoesOnWithOldListsButNotWithoutThePackages)
{
    FakeSystem system;
    system.installAllPackagesBut({"cmake"});
    system.beRoot(true);
    system.fake("apt-get", "[ \"$2\" != update ]");
    EXPECT_EQ(system.run(script, {"build"}).exitCode, 0);
    system.fake("apt-get", "[ \"$2\" = update ]");
    const auto result = system.run(script, {"build"});
    EXPECT_EQ(result.exitCode, 2);
    EXPECT_TRUE(result.errors.ends_with(
        "The installation failed. To install manually, run: apt-get install "
        "--no-install-recommends cmake\n"))
        << result.errors;
}

TEST(InstallPackages, TheListHasAScopeAndAPurposeForEveryPackage)
{
    std::ifstream list(COWNSCOPE_ROOT "/app/packages.txt");
    const std::set<std::string> scopes{"build", "window", "tests", "clang", "tidy"};
    std::set<std::string> packages;
    for (std::string line; std::getline(list, line);) {
        if (line.empty() || line.starts_with('#'))
            continue;
        std::istringstream words(line);
        std::string package;
        std::string scope;
        std::string purpose;
        words >> package >> scope >> purpose;
        EXPECT_TRUE(packages.insert(package).second) << line;
        EXPECT_TRUE(scopes.contains(scope)) << line;
        EXPECT_FALSE(purpose.empty()) << line;
    }
    EXPECT_GT(packages.size(), 10u);
}
