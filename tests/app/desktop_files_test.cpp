// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/program.h"

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <string>
#include <vector>

namespace {

const std::string folder = std::string(COWNSCOPE_ROOT) + "/app/cownscope/";

std::map<std::string, std::string> desktopEntry()
{
    std::map<std::string, std::string> entry;
    std::ifstream file(folder + "cownscope.desktop");
    for (std::string line; std::getline(file, line);) {
        if (const auto sign = line.find('='); sign != std::string::npos)
            entry.emplace(line.substr(0, sign), line.substr(sign + 1));
    }
    return entry;
}

// Nothing is checked where the checking program is not installed.
void expectValid(const std::vector<std::string> &command)
{
    const auto result = cownscope::test::runProgram("/usr/bin/env", command);
    if (result.exitCode == 127)
        GTEST_SKIP() << "there is no " << command[0];
    EXPECT_EQ(result.exitCode, 0) << result.output << result.errors;
}

} // namespace

TEST(DesktopFiles, FilesCanBeOpenedWithTheProgram)
{
    auto entry = desktopEntry();
    EXPECT_EQ(entry["Exec"], "cownscope %F");
    EXPECT_EQ(entry["MimeType"], "application/json;");
    std::ifstream metainfo(folder + "cownscope.metainfo.xml");
    const std::string text{std::istreambuf_iterator<char>(metainfo), {}};
    EXPECT_NE(text.find("<mediatype>application/json</mediatype>"), std::string::npos);
}

TEST(DesktopFiles, TheDesktopEntryIsValid)
{
    expectValid({"desktop-file-validate", folder + "cownscope.desktop"});
}

TEST(DesktopFiles, TheMetainfoIsValid)
{
    expectValid({"appstreamcli", "validate", "--no-net", folder + "cownscope.metainfo.xml"});
}
