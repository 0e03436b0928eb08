// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/files/write_file.h"
#include "lab/results/result_error.h"
#include "lab/transport/transport_csv.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

using namespace cownscope;
using namespace cownscope::lab::transport;

namespace {

const std::string csvHeader = "size_mb,kind,transport,items_per_s,mb_per_s,mb_per_s_lo,mb_per_s_hi,"
                              "speedup,peak_rss_mb,cpu_sec";

std::vector<Row> csvRows()
{
    return {{.sizeMb = 32,
             .kind = Kind::Tensor,
             .transport = Transport::Pool,
             .itemsPerSecond = 0.1,
             .mbPerSecond = 1.0 / 3,
             .mbPerSecondLow = -2.5,
             .mbPerSecondHigh = 1e9,
             .speedup = 5.25,
             .peakRssMb = 1872,
             .cpuSeconds = 7.1},
            {.sizeMb = 2, .itemsPerSecond = 1, .mbPerSecond = 2}};
}

std::string csvProblem(const std::string &text)
{
    try {
        rowsFromCsv(text);
        return {};
    } catch (const lab::ResultError &error) {
        return error.what();
    }
}

// A line after the header.
std::string lineProblem(const std::string &line)
{
    return csvProblem(csvHeader + '\n' + line + '\n');
}

} // namespace

TEST(TransportCsv, HasTheColumnsOfTheReference)
{
    EXPECT_EQ(toCsv({}), csvHeader + "\r\n");
    EXPECT_EQ(toCsv({csvRows()[1]}), csvHeader + "\r\n2,bytes,pipe,1,2,0,0,1,0,0\r\n");
}

TEST(TransportCsv, BringsRowsBack)
{
    EXPECT_EQ(rowsFromCsv(toCsv(csvRows())), csvRows());
    EXPECT_TRUE(rowsFromCsv(csvHeader).empty());
}

TEST(TransportCsv, ReadsFilesOfTheReference)
{
    const auto rows = rowsFromCsv(csvHeader
                                  + "\r\n"
                                    "32,bytes,no-arena,22.3,719,700.5,730.25,1.0,1872.0,7.1\r\n"
                                    "32,numpy,ring,22.3,719,700.5,730.25,4.95,0.0,0.0\r\n"
                                    "32,torch,pool,22.3,719,700.5,730.25,1.08,,\r\n");
    ASSERT_EQ(rows.size(), 3u);
    EXPECT_EQ(rows[0].transport, Transport::Pipe);
    EXPECT_EQ(rows[0].peakRssMb, 1872);
    EXPECT_EQ(rows[0].mbPerSecondHigh, 730.25);
    EXPECT_EQ(rows[1].kind, Kind::Matrix);
    EXPECT_EQ(rows[2].kind, Kind::Tensor);
    EXPECT_EQ(rows[2].cpuSeconds, 0);
}

TEST(TransportCsv, UnderstandsWhatSpreadsheetsWrite)
{
    const auto rows = rowsFromCsv("\xEF\xBB\xBFtransport,note,\"kind\",size_mb,items_per_s,"
                                  "mb_per_s,mb_per_s_lo,mb_per_s_hi,speedup\n"
                                  "\n"
                                  "pool,\"a \"\"note\"\",\nof two lines\",packets,8,1,2,3,4,5");
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(rows[0].kind, Kind::Packets);
    EXPECT_EQ(rows[0].sizeMb, 8u);
    EXPECT_EQ(rows[0].speedup, 5);
}

TEST(TransportCsv, SaysWhatIsWrong)
{
    EXPECT_EQ(csvProblem(""), "line 1: the header with the names of the columns is missing");
    EXPECT_EQ(csvProblem("size_mb,kind\n"), "line 1: the column transport is missing");
    EXPECT_EQ(csvProblem("size_mb,kind,transport,items_per_s\n"),
              "line 1: the column mb_per_s is missing");
    EXPECT_EQ(lineProblem("2,bytes,pipe"),
              "line 2: must have 10 fields like the header, but has 3");
    EXPECT_EQ(lineProblem("0,bytes,pipe,1,1,1,1,1,0,0"),
              "line 2: size_mb must be a whole number of MiB, 1 or more, but is \"0\"");
    EXPECT_EQ(lineProblem("2,text,pipe,1,1,1,1,1,0,0"),
              "line 2: kind must be bytes, matrix, tensor or packets, but is \"text\"");
    EXPECT_EQ(lineProblem("2,bytes,no,1,1,1,1,1,0,0"),
              "line 2: transport must be pipe, ring, pool, boost or iceoryx, but is \"no\"");
    EXPECT_EQ(lineProblem("2,bytes,pipe,1,many,1,1,1,0,0"),
              "line 2: mb_per_s must be a number, 0 or more, but is \"many\"");
    EXPECT_EQ(lineProblem("2,bytes,pipe,-1,1,1,1,1,0,0"),
              "line 2: items_per_s must be a number, 0 or more, but is \"-1\"");
    EXPECT_EQ(lineProblem("2,bytes,pipe,1,1,nan,1,1,0,0"),
              "line 2: mb_per_s_lo must be a number, but is \"nan\"");
    EXPECT_EQ(lineProblem("2,bytes,pipe,1,1,1,inf,1,0,0"),
              "line 2: mb_per_s_hi must be a number, 0 or more, but is \"inf\"");
    EXPECT_EQ(lineProblem("2,bytes,pipe,1,1,1,1,1,0,x"),
              "line 2: cpu_sec must be a number, 0 or more, but is \"x\"");
    EXPECT_EQ(lineProblem("2,bytes,pipe,1,1,1,1,1,0,0\n\n2,bytes,pipe,1,1,1,1,1,0,0"),
              "line 4: this combination of size_mb, kind and transport is there twice");
    EXPECT_EQ(lineProblem("2,\"bytes,pipe"), "line 2: a quoted field has no end");
    EXPECT_EQ(lineProblem("2,\"bytes\"x,pipe"), "line 2: a comma is missing after a quoted field");
    EXPECT_EQ(lineProblem("2,by\ntes"), "line 2: must have 10 fields like the header, but has 2");
}

TEST(TransportCsv, NamesTheFile)
{
    const test::TemporaryFolder folder;
    const auto path = folder.path() / "r.csv";
    lab::writeFile(path, csvHeader + "\n2,bytes,pipe\n");
    try {
        readTransportCsv(path);
        FAIL();
    } catch (const lab::ResultError &error) {
        EXPECT_EQ(error.what(),
                  path.string() + ": line 2: must have 10 fields like the header, but has 3");
    }
    lab::writeFile(path, toCsv(csvRows()));
    EXPECT_EQ(readTransportCsv(path), csvRows());
    EXPECT_THROW(readTransportCsv(folder.path() / "none.csv"), lab::ResultError);
}

// Whatever is cut off: an error or rows, never a crash.
TEST(TransportCsv, SurvivesTruncation)
{
    const std::string whole = toCsv(csvRows());
    for (std::size_t bytes = 0; bytes < whole.size(); ++bytes)
        csvProblem(whole.substr(0, bytes));
}
