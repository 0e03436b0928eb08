// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/files/write_file.h"
#include "lab/results/result_error.h"
#include "lab/results/result_file.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <limits>

using namespace cownscope::lab;
using cownscope::test::TemporaryFolder;

namespace {

template <typename Call>
std::string refusal(Call &&call)
{
    try {
        call();
    } catch (const ResultError &error) {
        return error.what();
    }
    return "accepted";
}

} // namespace

TEST(ResultFile, IsReadBackAsItWasWritten)
{
    const TemporaryFolder folder;
    const auto path = folder.path() / "result.json";
    Document document;
    document.metadata.hostname = "h";
    document.points.emplace_back().repeats.emplace_back().throughput = 0.1 + 0.2;
    writeResultFile(path, document);
    const Document back = readResultFile(path);
    EXPECT_EQ(back.metadata.hostname, "h");
    EXPECT_EQ(back.points.at(0).repeats.at(0).throughput, 0.1 + 0.2);
}

TEST(ResultFile, HoldsNoNumberThatJsonDoesNotHave)
{
    const TemporaryFolder folder;
    const auto path = folder.path() / "result.json";
    Document document;
    document.points.emplace_back().throughputMean = std::numeric_limits<double>::quiet_NaN();
    writeResultFile(path, document);
    EXPECT_FALSE(readResultFile(path).points.at(0).throughputMean);
}

TEST(ResultFile, OfBadBytesIsStillWritten)
{
    const TemporaryFolder folder;
    const auto path = folder.path() / "result.json";
    Document document;
    document.metadata.argv = {"\xff"};
    writeResultFile(path, document);
    EXPECT_EQ(readResultFile(path).metadata.argv.at(0), "\xef\xbf\xbd");
}

TEST(ResultFile, RefusalsBeginWithThePath)
{
    const TemporaryFolder folder;
    const auto path = folder.path() / "result.json";
    writeFile(path, "{\"a\": }");
    EXPECT_EQ(refusal([&] { readResultFile(path); }), path.string() + ": not valid JSON at byte 7");
    writeFile(path, "{}");
    EXPECT_EQ(refusal([&] { readResultFile(path); }),
              path.string() + ": this is not a result file: it has no schema_version");
}
