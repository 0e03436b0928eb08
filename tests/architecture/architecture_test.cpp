// SPDX-License-Identifier: GPL-3.0-or-later
// The rules held against this project. rules_test.cpp shows that each of them can fail.
#include "rules.h"

#include <gtest/gtest.h>

#include <algorithm>

using namespace cownscope::test;

namespace {

const std::vector<SourceFile> &files()
{
    static const std::vector<SourceFile> all = readSourceTree(COWNSCOPE_ROOT);
    return all;
}

std::string listed(const Violations &violations)
{
    std::string text;
    for (const std::string &violation : violations)
        text += '\n' + violation;
    return text;
}

} // namespace

TEST(Architecture, TheWholeTreeIsRead)
{
    const auto has = [](const char *path) {
        return std::ranges::find(files(), path, &SourceFile::path) != files().end();
    };
    for (const char *path :
         {"runtime/boc/include/boc/boc.h", "runtime/lab/results/table.cpp", "app/run", ".ci/run",
          ".cmake/CownscopeWarnings.cmake", "tests/architecture/architecture_test.cpp"})
        EXPECT_TRUE(has(path)) << path;
}

TEST(Architecture, IncludesGoDownwards)
{
    EXPECT_EQ(listed(checkIncludes(files())), "");
}

TEST(Architecture, TargetsLinkDownwards)
{
    const auto targets = readTargets(COWNSCOPE_TARGETS);
    for (const char *name : {"boc", "cownscope-workloads", "cownscope-lab", "cownbench"})
        EXPECT_NE(std::ranges::find(targets, name, &LinkedTarget::name), targets.end()) << name;
    EXPECT_EQ(listed(checkTargets(targets)), "");
}

TEST(Architecture, EverySourceNamesItsLicense)
{
    EXPECT_EQ(listed(checkLicenses(files())), "");
}

TEST(Architecture, NumbersAreWrittenInOnePlace)
{
    EXPECT_EQ(listed(checkNumbers(files())), "");
}

TEST(Architecture, FilesAreWrittenAndReadInOnePlace)
{
    EXPECT_EQ(listed(checkFileAccess(files())), "");
}

TEST(Architecture, ProcessesAreStartedInOnePlace)
{
    EXPECT_EQ(listed(checkChildren(files())), "");
}

TEST(Architecture, EveryFolderIsDescribed)
{
    EXPECT_EQ(listed(checkReadmes(files())), "");
}
