// SPDX-License-Identifier: GPL-3.0-or-later
#include "cownbench_run.h"
#include "lab/results/json_text.h"
#include "lab/transport/transport_csv.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

using namespace cownscope;
using lab::transport::readTransportCsv;
using test::cownbench;
using test::TemporaryFolder;

namespace {

// Few small items; the clip has small pictures.
test::ProgramResult transport(std::vector<std::string> arguments,
                              const test::ProgramOptions &options = {})
{
    arguments.insert(
        arguments.begin(),
        {"transport", "--sizes", "1", "--num-items", "2", "--runs", "2", "--picture", "64x48"});
    return cownbench(arguments, options);
}

lab::Json jsonIn(const std::filesystem::path &path)
{
    std::ifstream stream(path);
    return lab::parseJson(std::string(std::istreambuf_iterator<char>(stream), {}));
}

bool hasLine(const std::string &text, const std::string &start)
{
    return text.starts_with(start) || text.find('\n' + start) != std::string::npos;
}

} // namespace

TEST(CownbenchTransport, MeasuresEveryKindOverEveryTransport)
{
    const TemporaryFolder folder;
    const auto result =
        transport({"--output", "r.csv", "--json", "r.json"}, {.folder = folder.path()});
    EXPECT_EQ(result.exitCode, 0) << result.errors;
    for (const char *kind : {"bytes", "matrix", "tensor", "packets"})
        EXPECT_TRUE(hasLine(result.output, std::string(kind))) << result.output;
    EXPECT_NE(result.output.find("x)"), std::string::npos) << result.output; // speedups
    EXPECT_EQ(result.output.find("CPU s"), std::string::npos) << result.output;
    EXPECT_TRUE(hasLine(result.errors, "packets 1M pool: ")) << result.errors;

    const auto rows = readTransportCsv(folder.path() / "r.csv");
    ASSERT_EQ(rows.size(), 12u);
    for (const auto &row : rows) {
        EXPECT_GT(row.mbPerSecond, 0);
        EXPECT_GT(row.speedup, 0);
        EXPECT_EQ(row.peakRssMb, 0);
    }
    const lab::Json json = jsonIn(folder.path() / "r.json");
    ASSERT_EQ(json["rows"].size(), 12u);
    EXPECT_EQ(json["rows"][0]["samples"].size(), 2u);
    EXPECT_EQ(json["metadata"]["interrupted"], false);
    EXPECT_EQ(json["metadata"]["argv"][1], "transport");
    EXPECT_TRUE(json["metadata"]["finished_at"].is_string());
}

TEST(CownbenchTransport, IsolateAddsCpuTimeAndMemory)
{
    const TemporaryFolder folder;
    const auto result =
        transport({"--isolate", "--kinds", "packets", "tensor", "--output", "r.csv"},
                  {.folder = folder.path()});
    EXPECT_EQ(result.exitCode, 0) << result.errors;
    EXPECT_NE(result.output.find("| CPU s | peak MB"), std::string::npos) << result.output;
    const auto rows = readTransportCsv(folder.path() / "r.csv");
    ASSERT_EQ(rows.size(), 6u);
    for (const auto &row : rows) {
        EXPECT_GT(row.peakRssMb, 0);
        EXPECT_GT(row.cpuSeconds, 0);
    }
}

TEST(CownbenchTransport, QuietPrintsNothing)
{
    const auto result = transport({"--quiet", "--kinds", "bytes", "--prefilled"});
    EXPECT_EQ(result.exitCode, 0);
    EXPECT_EQ(result.output, "");
    EXPECT_EQ(result.errors, "");
}

TEST(CownbenchTransport, MarksTheTimesOfMeasurements)
{
    const auto result = transport(
        {"--quiet", "--kinds", "matrix", "--transports", "pipe,pool", "--duration-sec", "0.05"});
    EXPECT_EQ(result.exitCode, 0);
    for (const char *transport : {"pipe", "pool"}) {
        const std::string name = std::string("matrix 1M ") + transport + " ts=";
        EXPECT_TRUE(hasLine(result.output, "### begin " + name)) << result.output;
        EXPECT_TRUE(hasLine(result.output, "### end   " + name)) << result.output;
    }
}

TEST(CownbenchTransport, BadOptionsAreToldBeforeAnythingStarts)
{
    const TemporaryFolder folder;
    const auto refused = [&folder](const std::vector<std::string> &arguments,
                                   const std::string &start) {
        std::vector<std::string> all{"transport"};
        all.insert(all.end(), arguments.begin(), arguments.end());
        const auto result = cownbench(all, {.folder = folder.path()});
        EXPECT_EQ(result.exitCode, 2);
        EXPECT_EQ(result.output, "");
        EXPECT_TRUE(result.errors.starts_with("cownbench: " + start)) << result.errors;
        EXPECT_EQ(std::ranges::count(result.errors, '\n'), 1) << result.errors;
        EXPECT_EQ(test::entriesIn(folder.path()), 0u) << arguments[0];
    };
    refused({"--sizes", "0"}, "--sizes: must be a whole number from 1 to 65536, but is \"0\"");
    refused({"--sizes", "2", "x"}, "--sizes: must be a whole number from 1 to 65536, but is \"x\"");
    refused({"--sizes", "2", "2"}, "--sizes: names 2 twice");
    refused({"--sizes", "477"}, "--sizes: packets can have at most 476 MiB, not 477; ");
    refused({"--sizes", "65536", "--buffer-size", "64", "--kinds", "bytes"},
            "--sizes: items of 65536 MiB with --buffer-size 64 need ");
    refused({"--kinds", "text"},
            "--kinds: must be bytes, matrix, tensor or packets, but is \"text\"");
    refused({"--kinds"}, "--kinds: needs a value");
    refused({"--transports", "pipe", "tube"},
            "--transports: must be " + lab::transport::builtInTransportNames()
                + ", but is \"tube\"");
    refused({"--num-items", "0"}, "--num-items: must be a whole number from 1 to ");
    refused({"--buffer-size", "65"}, "--buffer-size: must be a whole number from 1 to 64, ");
    refused({"--runs", "0"}, "--runs: must be a whole number from 1 to ");
    refused({"--duration-sec", "-1"}, "--duration-sec: must be a number from 0 to ");
    refused({"--gap-sec", "x"}, "--gap-sec: must be a number from 0 to ");
    refused({"--picture", "15x16"}, "--picture: must be two even numbers from 16 to 16384, ");
    refused({"--output", "."}, "--output: cannot write ");
    refused({"--json", "/proc/none.json"}, "--json: cannot write ");
    refused({"--json", ".", "--output", "r.csv"}, "--json: cannot write ");
    refused({"--json", "r", "--output", "r"}, "--json: must be another file than --output");
}

TEST(CownbenchTransport, SkipsWhatFails)
{
    const TemporaryFolder folder;
    // Shared memory must not be larger than this limit of files.
    const auto result = test::runProgram(
        "/bin/sh",
        {"-c",
         "ulimit -f 600; \"$0\" transport --sizes 1 --num-items 2 --runs 1 --kinds bytes matrix "
         "--transports pool pipe --output r.csv --json r.json",
         COWNSCOPE_COWNBENCH},
        {.folder = folder.path()});
    EXPECT_EQ(result.exitCode, 1);
    EXPECT_TRUE(hasLine(result.errors,
                        "skipped bytes 1M pool: cannot have 3 MiB of shared memory: "
                        "File too large\n"))
        << result.errors;
    EXPECT_TRUE(hasLine(result.errors, "skipped matrix 1M pool: ")) << result.errors;
    EXPECT_EQ(readTransportCsv(folder.path() / "r.csv").size(), 2u);
    const lab::Json json = jsonIn(folder.path() / "r.json");
    EXPECT_EQ(json["rows"][0]["transport"], "pipe");
    EXPECT_EQ(json["skipped"].size(), 2u);
    const auto table = cownbench({"table", "r.json"}, {.folder = folder.path()});
    EXPECT_TRUE(table.output.starts_with(result.output)) << table.output;
    EXPECT_TRUE(hasLine(table.output, "skipped matrix 1M pool: cannot have ")) << table.output;
    EXPECT_EQ(json["metadata"]["interrupted"], false);
}

TEST(CownbenchTransport, CtrlCKeepsWhatIsDone)
{
    for (const bool isolated : {false, true}) {
        const TemporaryFolder folder;
        std::vector<std::string> arguments{
            "transport", "--sizes", "1",        "--kinds", "bytes",  "--num-items", "20",
            "--gap-sec", "60",      "--output", "r.csv",   "--json", "r.json"};
        if (isolated)
            arguments.emplace_back("--isolate");
        const auto result =
            cownbench(arguments, {.folder = folder.path(), .signalAt = "bytes 1M pipe: "});
        EXPECT_EQ(result.exitCode, 130) << result.errors;
        EXPECT_TRUE(result.output.starts_with("interrupted with 1 of 3 measured\n"))
            << result.output;
        EXPECT_EQ(readTransportCsv(folder.path() / "r.csv").size(), 1u);
        const lab::Json json = jsonIn(folder.path() / "r.json");
        EXPECT_EQ(json["metadata"]["interrupted"], true);
        EXPECT_EQ(json["rows"].size(), 1u);
    }
}

// Whatever runs at the time, no process is left.
TEST(CownbenchTransport, ASignalEndsAMeasurement)
{
    for (const std::string options : {"", "--isolate"}) {
        const TemporaryFolder folder;
        const auto result = test::runProgram(
            "/bin/sh",
            {"-c",
             "\"$0\" transport --sizes 1 --kinds bytes --transports pool "
             "--num-items 100 --duration-sec 3600 "
                 + options
                 + " > out & p=$!; while ! grep -q begin out; do sleep 0.01; done; sleep 0.2; "
                   "c=$(echo $(cat /proc/$p/task/$p/children)); "
                   "c=\"$c $(cat /proc/$c/task/$c/children)\"; kill -TERM $p; wait $p; "
                   "echo \"exit code $?\"; for one in $c; do echo $one; done",
             COWNSCOPE_COWNBENCH},
            {.folder = folder.path()});
        std::istringstream lines(result.output);
        std::string line;
        ASSERT_TRUE(std::getline(lines, line));
        EXPECT_EQ(line, "exit code 130") << result.errors;
        std::size_t children = 0;
        for (; std::getline(lines, line); ++children)
            EXPECT_TRUE(test::isGoneSoon(std::stoi(line)));
        EXPECT_EQ(children, options.empty() ? 1u : 2u);
    }
}

// Once the sender has worked for half a second, passes of two items are complete.
TEST(CownbenchTransport, ASignalKeepsCompletePasses)
{
    for (const char *signal : {"INT", "TERM"}) {
        for (const char *options : {"", "--isolate"}) {
            SCOPED_TRACE(testing::Message() << signal << ' ' << options);
            const TemporaryFolder folder;
            const auto result = test::runProgram(
                "/bin/sh",
                {"-c",
                 // A shell starts background jobs with SIGINT ignored.
                 "signal=$1; options=$2; env --default-signal=INT \"$0\" transport --sizes 1 "
                 "--kinds bytes --transports pipe ring --num-items 2 "
                 "--runs 1000000 --output r.csv --json r.json $options "
                 "& p=$!; c=$p; while [ ${t:-0} -lt 50 ]; do sleep 0.05; "
                 "c=$(cat /proc/$p/task/$p/children | tr -d ' '); "
                 "[ -z \"$options\" ] || c=$(cat /proc/$c/task/$c/children | tr -d ' '); "
                 "set -- $(cut -d ' ' -f 14,15 /proc/$c/stat); "
                 "t=$((${1:-0} + ${2:-0})); done; "
                 "kill -$signal $p; wait $p; echo \"exit code $?\"",
                 COWNSCOPE_COWNBENCH, signal, options},
                {.folder = folder.path()});
            EXPECT_TRUE(result.output.starts_with("interrupted with 0 of 2 measured\n"))
                << result.output << result.errors;
            EXPECT_TRUE(result.output.ends_with("passes: the run was stopped\nexit code 130\n"))
                << result.output;
            EXPECT_EQ(readTransportCsv(folder.path() / "r.csv").size(), 1u);
            const lab::Json json = jsonIn(folder.path() / "r.json");
            EXPECT_EQ(json["metadata"]["interrupted"], true);
            ASSERT_EQ(json["rows"].size(), 1u);
            EXPECT_GE(json["rows"][0]["samples"].size(), 1u);
            EXPECT_EQ(json["rows"][0]["interruption"], "the run was stopped");
        }
    }
}

TEST(CownbenchTransport, ItsFileGivesTheSameTable)
{
    for (const char *option : {"--prefilled", "--isolate"}) {
        const TemporaryFolder folder;
        const auto run = transport({"--kinds", "bytes", "tensor", "--json", "r.json", option},
                                   {.folder = folder.path()});
        EXPECT_EQ(run.exitCode, 0) << run.errors;
        const auto table = cownbench({"table", "r.json"}, {.folder = folder.path()});
        EXPECT_EQ(table.exitCode, 0) << table.errors;
        EXPECT_EQ(table.output, run.output);
    }
}

TEST(CownbenchTransport, ItsFileCannotBeComparedYet)
{
    const TemporaryFolder folder;
    transport({"--kinds", "bytes", "--json", "r.json", "--quiet"}, {.folder = folder.path()});
    const std::string sentence = "cownbench: r.json: this is a result of transports, of which only "
                                 "a table without options can be made\n";
    for (const auto &arguments : {std::vector<std::string>{"compare", "r.json", "r.json"},
                                  std::vector<std::string>{"table", "--csv", "r.json"},
                                  std::vector<std::string>{"table", "--statistics", "r.json"}}) {
        const auto result = cownbench(arguments, {.folder = folder.path()});
        EXPECT_EQ(result.exitCode, 2);
        EXPECT_EQ(result.errors, sentence);
    }
}

TEST(CownbenchTransport, APipeGetsTheResultOnce)
{
    const TemporaryFolder folder;
    const auto result =
        test::runProgram("/bin/sh",
                         {"-c",
                          "\"$0\" transport --sizes 1 --num-items 1 --runs 1 --kinds bytes --quiet "
                          "--output /dev/stdout | cat > r.csv",
                          COWNSCOPE_COWNBENCH},
                         {.folder = folder.path()});
    EXPECT_EQ(readTransportCsv(folder.path() / "r.csv").size(), 3u) << result.errors;
}
