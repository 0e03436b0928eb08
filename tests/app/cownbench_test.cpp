// SPDX-License-Identifier: GPL-3.0-or-later
#include "cownbench_run.h"
#include "lab/results/result_file.h"
#include "lab/results/result_json.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

using namespace cownscope;
using test::cownbench;
using test::entriesIn;
using test::TemporaryFolder;

namespace {

// A result file over workers with these throughputs for each of 1, 2, …
std::string writeResult(const TemporaryFolder &folder, const std::string &name,
                        const std::vector<std::vector<double>> &throughputs)
{
    lab::Document document;
    document.sweep.axis = "workers";
    for (std::size_t i = 0; i < throughputs.size(); ++i) {
        lab::Point &point = document.points.emplace_back();
        point.inputs = {{"workers", i + 1}, {"workload", "chain-ring"}};
        for (const double throughput : throughputs[i]) {
            lab::Repeat &repeat = point.repeats.emplace_back();
            repeat.repeatIndex = static_cast<std::uint32_t>(point.repeats.size() - 1);
            repeat.throughput = throughput;
            repeat.elapsedSeconds = 2;
        }
    }
    const std::filesystem::path path = folder.path() / name;
    lab::writeResultFile(path, document);
    return path.string();
}

} // namespace

TEST(Cownbench, PrintsTheTableOfTheReferencesFile)
{
    const auto result = cownbench({"table", COWNSCOPE_LAB_DATA "/bocpy-chain-ring-null.json"});
    EXPECT_EQ(result.exitCode, 0);
    EXPECT_EQ(result.errors, "");
    EXPECT_EQ(result.output,
              "workers | throughput | stdev | speedup | efficiency\n"
              "--------+------------+-------+---------+-----------\n"
              "1       | 45332.0    | -     | 1.00x   | 100%      \n"
              "2       | 75083.0    | -     | 1.66x   | 83%       \n"
              "note: speedup and efficiency are relative to 1 worker\n");
}

TEST(Cownbench, PrintsErrorsBelowTheTable)
{
    const TemporaryFolder folder;
    lab::Document document = lab::readResultFile(COWNSCOPE_LAB_DATA "/bocpy-chain-ring-null.json");
    document.points[1].error = lab::PointError{.message = "died"};
    lab::writeResultFile(folder.path() / "r.json", document);
    const auto result = cownbench({"table", "r.json"}, {.folder = folder.path()});
    EXPECT_EQ(result.exitCode, 0);
    EXPECT_EQ(result.output,
              "workers | throughput | stdev | speedup | efficiency\n"
              "--------+------------+-------+---------+-----------\n"
              "1       | 45332.0    | -     | 1.00x   | 100%      \n"
              "2       | ERROR      | -     | -       | -         \n"
              "note: speedup and efficiency are relative to 1 worker\n"
              "2: died\n");
    const auto same =
        cownbench({"chain-ring", "--print-table", "r.json"}, {.folder = folder.path()});
    EXPECT_EQ(same.exitCode, 0);
    EXPECT_EQ(same.output, result.output);
}

TEST(Cownbench, PrintsTheStatisticsOfAFileThatHasNone)
{
    const TemporaryFolder folder;
    const auto path = writeResult(folder, "r.json", {{10, 12, 11}, {20}});
    const auto result = cownbench({"table", "--statistics", path});
    EXPECT_EQ(result.exitCode, 0) << result.errors;
    EXPECT_EQ(result.output,
              "workers | median | MAD | min  | max  | 95 % interval of mean | repeats\n"
              "--------+--------+-----+------+------+-----------------------+--------\n"
              "1       | 11.0   | 1.0 | 10.0 | 12.0 | -                     | 3      \n"
              "2       | 20.0   | -   | -    | -    | -                     | 1      \n");
}

TEST(Cownbench, PrintsCsv)
{
    const TemporaryFolder folder;
    const auto path = writeResult(folder, "r.json", {{10.5, 12}, {20}});
    const auto result = cownbench({"table", path, "--csv"});
    EXPECT_EQ(result.exitCode, 0) << result.errors;
    EXPECT_EQ(result.output,
              "workload,axis,value,point,repeat_index,throughput,elapsed_s,completed,error\r\n"
              "chain-ring,workers,1,0,0,10.5,2,,\r\n"
              "chain-ring,workers,1,0,1,12,2,,\r\n"
              "chain-ring,workers,2,1,0,20,2,,\r\n");
}

TEST(Cownbench, ComparesTwoResults)
{
    const TemporaryFolder folder;
    const std::vector<double> steady{100, 100.1, 100.2, 100.3, 100.4};
    const std::vector<double> slow{90, 90.1, 90.2, 90.3, 90.4};
    const auto base = writeResult(folder, "base.json", {steady, steady, {100, 100}});
    const auto other = writeResult(folder, "other.json", {steady, slow, {90, 90}});
    const auto result = cownbench({"compare", base, other});
    EXPECT_EQ(result.exitCode, 0) << result.errors;
    EXPECT_EQ(result.errors, "");
    EXPECT_EQ(result.output,
              "workers | base  | other | difference | 95 % interval   | p     | noise floor | "
              "verdict                                  \n"
              "--------+-------+-------+------------+-----------------+-------+-------------+-"
              "-----------------------------------------\n"
              "1       | 100.2 | 100.2 | +0.0%      | -0.3% to +0.3%  | 1.000 | 0.2%        | "
              "no difference shown                      \n"
              "2       | 100.2 | 90.2  | -10.0%     | -10.3% to -9.7% | 0.024 | 0.3%        | "
              "slower                                   \n"
              "3       | 100.0 | 90.0  | -10.0%     | -               | 0.388 | -           | "
              "too few repeats: needs at least 5 of each\n"
              "note: p is corrected for the 3 points that are compared (Holm)\n");
}

TEST(Cownbench, FailsOnARegressionAboveTheLimit)
{
    const TemporaryFolder folder;
    const std::vector<double> steady{100, 100.1, 100.2, 100.3, 100.4};
    const std::vector<double> slow{90, 90.1, 90.2, 90.3, 90.4};
    const auto base = writeResult(folder, "base.json", {steady, steady});
    const auto other = writeResult(folder, "other.json", {steady, slow});
    const auto compared = [&](const std::vector<std::string> &arguments) {
        std::vector<std::string> all{"compare"};
        all.insert(all.end(), arguments.begin(), arguments.end());
        const auto result = cownbench(all);
        EXPECT_NE(result.output, "");
        return std::pair(result.exitCode, result.errors);
    };
    EXPECT_EQ(compared({base, other, "--fail-on-regression", "5"}),
              std::pair(1, std::string("regression: workers 2 is slower by more than 5 %\n")));
    EXPECT_EQ(compared({base, other, "--fail-on-regression", "15"}), std::pair(0, std::string()));
    EXPECT_EQ(compared({other, base, "--fail-on-regression", "5"}), std::pair(0, std::string()));
    // Without enough repeats, the gate does not pass.
    const auto few = writeResult(folder, "few.json", {{100, 101}, slow});
    const std::string unjudged =
        "not judged: workers 1: too few repeats: needs at least 5 of each\n";
    EXPECT_EQ(compared({base, few, "--fail-on-regression", "15"}), std::pair(1, unjudged));
    EXPECT_EQ(compared({base, few}), std::pair(0, std::string()));
}

TEST(Cownbench, HelpAndVersionAreNoErrors)
{
    for (const std::vector<std::string> &arguments : {std::vector<std::string>{"--help"},
                                                      {"boids", "--help"},
                                                      {"chain-ring", "-h"},
                                                      {"fanout", "-h"},
                                                      {"--version"}}) {
        const auto result = cownbench(arguments);
        EXPECT_EQ(result.exitCode, 0);
        EXPECT_NE(result.output, "");
        EXPECT_EQ(result.errors, "");
    }
}

TEST(Cownbench, EndsIfAClosedStandardStreamCannotBeOpened)
{
#ifdef COWNSCOPE_SANITIZED
    GTEST_SKIP() << "a sanitizer itself waits for more descriptors than that before main()";
#endif
    // One descriptor is left: enough to load libraries one after another.
    const auto result =
        test::runProgram("/bin/sh",
                         {"-c", "exec >&- 2>&-; ulimit -n 2; exec timeout 20 \"$0\" --version",
                          COWNSCOPE_COWNBENCH});
    EXPECT_EQ(result.exitCode, 1);
}

TEST(Cownbench, ThreadsThatCannotBeHadAreOneSentence)
{
#ifdef COWNSCOPE_SANITIZED
    GTEST_SKIP() << "a sanitizer needs all of the address space";
#endif
    const auto result =
        test::runProgram("/bin/sh",
                         {"-c",
                          "ulimit -v 150000; exec \"$0\" chain-ring --json-stdout --workers 64 "
                          "--null-payload --duration 0.05",
                          COWNSCOPE_COWNBENCH});
    EXPECT_EQ(result.exitCode, 1);
    EXPECT_TRUE(result.errors.starts_with("cownbench: the program cannot continue: the thread "))
        << result.errors;
    EXPECT_TRUE(result.errors.ends_with("Resource temporarily unavailable.\n")) << result.errors;
}

TEST(Cownbench, LeavesNoDescriptorOpenBesideItsStandardStreams)
{
    const auto result = test::runProgram(
        "/bin/sh", {"-c", "exec 3>&-; exec \"$0\" table /proc/self/fd/3", COWNSCOPE_COWNBENCH});
    EXPECT_EQ(result.exitCode, 2);
    EXPECT_EQ(result.errors, "cownbench: cannot read /proc/self/fd/3: No such file or directory\n");
}

struct Refusal
{
    const char *name;
    std::vector<std::string> arguments;
    const char *sentence;
};

class CownbenchRefusal : public testing::TestWithParam<Refusal>
{ };

TEST_P(CownbenchRefusal, IsOneSentenceAndExitCode2)
{
    const TemporaryFolder folder;
    const auto result = cownbench(GetParam().arguments, {.folder = folder.path()});
    EXPECT_EQ(result.exitCode, 2);
    EXPECT_EQ(result.output, "");
    EXPECT_EQ(result.errors, std::string("cownbench: ") + GetParam().sentence + '\n');
    EXPECT_EQ(entriesIn(folder.path()), 0u);
}

INSTANTIATE_TEST_SUITE_P(
    CommandLine, CownbenchRefusal,
    testing::Values(
        Refusal{"NoCommand",
                {},
                "needs a command: chain-ring, fanout, boids, transport, table or compare; see "
                "cownbench --help"},
        Refusal{"UnknownCommand", {"tabel"}, "tabel is not understood; see --help"},
        Refusal{"UnknownFlag", {"boids", "--bird", "3"}, "--bird 3 is not understood; see --help"},
        Refusal{"TwoCommands",
                {"boids", "chain-ring"},
                "takes one command at a time, but got boids and chain-ring"},
        Refusal{"NoValue", {"boids", "--boids"}, "--boids: needs a value"},
        Refusal{
            "Twice", {"boids", "--boids", "1", "--boids", "2"}, "--boids: may be given only once"},
        Refusal{"NoSuchPreset",
                {"boids", "--preset", "flok"},
                "--preset: must be one of default, murmuration, shoal, two-flocks, evacuation, "
                "but is \"flok\""},
        Refusal{"NoSuchScene",
                {"boids", "--scene", "nowhere.json"},
                "--scene: cannot read nowhere.json: No such file or directory"},
        Refusal{"NoScene",
                {"boids", "--scene", COWNSCOPE_LAB_DATA "/bocpy-fanout.json"},
                "--scene: " COWNSCOPE_LAB_DATA
                "/bocpy-fanout.json: this is not a scene file: kind must be \"scene\""},
        Refusal{"SceneAndPreset",
                {"boids", "--scene", "a.json", "--preset", "shoal"},
                "--scene and --preset cannot be combined"},
        Refusal{"NoNumber",
                {"boids", "--boids", "many"},
                "--boids: must be a whole number from 0 to 1048576, but is \"many\""},
        Refusal{"TooMany",
                {"boids", "--boids", "1048577"},
                "--boids: must be a whole number from 0 to 1048576, but is \"1048577\""},
        Refusal{"Negative",
                {"chain-ring", "--workers", "-2"},
                "--workers: must be a whole number from 1 to 1024, but is \"-2\""},
        Refusal{"NoDuration",
                {"boids", "--duration", "0"},
                "--duration: must be a number above 0 and up to 86400, but is \"0\""},
        Refusal{"NaN",
                {"boids", "--duration", "nan"},
                "--duration: must be a number above 0 and up to 86400, but is \"nan\""},
        Refusal{"NegativeWarmup",
                {"boids", "--warmup=-1"},
                "--warmup: must be a number from 0 to 86400, but is \"-1\""},
        Refusal{"VisualRange",
                {"boids", "--visual-range", "0.05"},
                "--visual-range: must be a number from 0.1 to 100000, but is \"0.05\""},
        Refusal{"TooFewNeighbors",
                {"boids", "--boids", "1000000", "--neighbors", "0.001"},
                "--neighbors: results in an invalid world: worldWidth must be between 1 and 1e+06, "
                "not 3.43234e+06"},
        Refusal{"Axis",
                {"boids", "--sweep-axis", "iters"},
                "--sweep-axis: must be workers, boids, visual-range or none, but is \"iters\""},
        Refusal{"SweepValues",
                {"boids", "--sweep-values", "1,two"},
                "--sweep-values: must be whole numbers from 1 to 1024 separated by commas, "
                "but contains \"two\""},
        Refusal{"SweepValuesWithoutAxis",
                {"boids", "--sweep-axis", "none", "--sweep-values", "1"},
                "--sweep-values: must be left out if the axis is none"},
        Refusal{"SweepValueTwice",
                {"boids", "--sweep-values", "1,2,1"},
                "--sweep-values: contains 1 twice"},
        Refusal{"Payload",
                {"chain-ring", "--sweep-axis", "payload", "--sweep-values", "16"},
                "--sweep-values: must be sizes like 16x16 separated by commas, but contains "
                "\"16\""},
        Refusal{"Order",
                {"fanout", "--order", "any"},
                "--order: must be random or sequential, but is \"any\""},
        Refusal{"Pin",
                {"fanout", "--pin", "two", "--workers", "1"},
                "--pin: must be a list of CPUs like 0,2-3, but is \"two\""},
        Refusal{"Sentinels",
                {"chain-ring", "--json-stdout", "--sweep-values", "1,2"},
                "--json-stdout measures one configuration: give --workers, or --sweep-axis none"},
        Refusal{"OnePointIsWrong",
                {"fanout", "--sweep-axis", "producers", "--sweep-values", "1,2000000"},
                "cannot measure producers=2000000: producers must be <= 1048576, got 2000000"},
        Refusal{"NoFileForTheTable",
                {"chain-ring", "--print-table", "missing.json"},
                "cannot read missing.json: No such file or directory"},
        Refusal{"ChainsCollide",
                {"chain-ring", "--workers", "1", "--group-size", "65"},
                "cannot measure chain-ring: group_size*stride*2 (65*1*2) > ring_size (128); "
                "chains would collide"},
        Refusal{"OutputFolder",
                {"boids", "--steps", "1", "--workers", "1", "--output", "/dev/null/result.json"},
                "cannot write /dev/null/result.json: Not a directory"},
        Refusal{"CsvAndStatistics",
                {"table", "r.json", "--csv", "--statistics"},
                "--csv: cannot be combined with --statistics"},
        Refusal{"OneFile", {"compare", "base.json"}, "OTHER.json is required"},
        Refusal{"MissingBase",
                {"compare", "missing.json", COWNSCOPE_LAB_DATA "/bocpy-fanout.json"},
                "cannot read missing.json: No such file or directory"},
        Refusal{"OtherAxis",
                {"compare", COWNSCOPE_LAB_DATA "/bocpy-chain-ring-null.json",
                 COWNSCOPE_LAB_DATA "/bocpy-fanout.json"},
                "the axes must be the same to be compared, but the base has \"workers\" and the "
                "other \"none\""},
        Refusal{"NegativeRegression",
                {"compare", "a.json", "b.json", "--fail-on-regression=-1"},
                "--fail-on-regression: must be a number from 0 to 100, but is \"-1\""},
        Refusal{"NoFile", {"table"}, "RESULT.json is required"},
        Refusal{"MissingFile",
                {"table", "missing.json"},
                "cannot read missing.json: No such file or directory"}),
    [](const auto &info) { return info.param.name; });
