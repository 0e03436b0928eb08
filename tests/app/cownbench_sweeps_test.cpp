// SPDX-License-Identifier: GPL-3.0-or-later
#include "cownbench_run.h"
#include "lab/experiments/experiment.h"
#include "lab/machine/machine.h"
#include "lab/results/result_file.h"
#include "lab/results/result_json.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <fstream>

using namespace cownscope;
using test::cownbench;
using test::entriesIn;
using test::TemporaryFolder;

namespace {

// Each name of the reference's is in ours too, however deep; of lists the first elements are
// compared.
void expectNames(const lab::Json &ours, const lab::Json &theirs, const std::string &where)
{
    if (theirs.is_array() && ours.is_array() && !theirs.empty() && !ours.empty())
        return expectNames(ours[0], theirs[0], where + "[0]");
    if (!theirs.is_object())
        return;
    for (const auto &[name, value] : theirs.items()) {
        // Describes the interpreter of the reference benchmark.
        const bool foreign =
            name.starts_with("python") || name == "free_threaded" || name == "bocpy_version";
        if (foreign)
            continue;
        ASSERT_TRUE(ours.is_object() && ours.contains(name)) << where << '.' << name;
        expectNames(ours[name], value, where + '.' + name);
    }
}

} // namespace

TEST(CownbenchSweep, ChainRingSweepsWorkersIntoAFile)
{
    const TemporaryFolder folder;
    const auto path = folder.path() / "out" / "rings.json";
    const auto result = cownbench({"chain-ring", "--sweep-values", "1,2", "--duration", "0.05",
                                   "--null-payload", "--repeats", "2", "--emit-scheduler-stats",
                                   "--table", "--output", path.string()});
    ASSERT_EQ(result.exitCode, 0) << result.errors;
    EXPECT_TRUE(result.output.starts_with("workers | throughput | stdev ")) << result.output;
    EXPECT_NE(result.errors.find("point workers=2 repeat 2/2"), std::string::npos);
    EXPECT_NE(result.errors.find("results: " + path.string()), std::string::npos);

    const lab::Document document = lab::readResultFile(path);
    EXPECT_EQ(document.metadata.program, "cownbench");
    EXPECT_EQ(document.metadata.argv.at(1), "chain-ring");
    EXPECT_TRUE(document.metadata.finishedAt);
    EXPECT_EQ(document.sweep.axis, "workers");
    EXPECT_EQ(document.sweep.values, (std::vector<lab::Json>{1, 2}));
    EXPECT_FALSE(document.sweep.fixed.contains("workers"));
    ASSERT_EQ(document.points.size(), 2u);
    for (const lab::Point &point : document.points) {
        EXPECT_FALSE(point.error);
        EXPECT_EQ(point.inputs["rings"], point.inputs["workers"].get<int>() * 4);
        EXPECT_EQ(point.inputs["null_payload"], true);
        EXPECT_EQ(point.inputs["warmup"], 0.005);
        ASSERT_EQ(point.repeats.size(), 2u);
        EXPECT_GT(point.throughputMean.value_or(0), 0);
        EXPECT_TRUE(point.throughputStdev);
        EXPECT_EQ(point.repeats[1].schedulerStats->size(), point.inputs["workers"]);
    }
}

TEST(CownbenchSweep, PrintsValidJsonWhateverItWasCalledWith)
{
    const TemporaryFolder folder;
    const auto result =
        cownbench({"boids", "--steps", "1", "--workers", "1", "--json", "--output", "\xff.json"},
                  {.folder = folder.path()});
    ASSERT_EQ(result.exitCode, 0) << result.errors;
    EXPECT_EQ(lab::documentFromJson(lab::Json::parse(result.output)).metadata.argv.back(),
              "\xef\xbf\xbd.json");
    EXPECT_TRUE(std::filesystem::exists(folder.path() / "\xff.json"));
}

TEST(CownbenchSweep, ResultsGoToAFolderOfTheirOwnByDefault)
{
    const TemporaryFolder folder;
    const auto result = cownbench({"boids", "--steps", "1", "--workers", "1", "--quiet"},
                                  {.folder = folder.path()});
    EXPECT_EQ(result.exitCode, 0);
    EXPECT_EQ(result.output, "");
    EXPECT_EQ(result.errors, "");
    ASSERT_EQ(entriesIn(folder.path()), 2u);
    const auto file = *std::filesystem::directory_iterator(folder.path() / "results");
    EXPECT_TRUE(file.path().filename().string().starts_with("boids-"));
    EXPECT_EQ(lab::readResultFile(file.path()).points.size(), 1u);
}

TEST(CownbenchSweep, WarnsAboutWhatMakesResultsDoubtful)
{
    const auto result =
        cownbench({"chain-ring", "--workers", "1000", "--sweep-axis", "workers", "--sweep-values",
                   "1", "--duration", "0.01", "--null-payload", "--json"});
    EXPECT_EQ(result.exitCode, 0);
    EXPECT_NE(result.errors.find("warning: duration 0.01 s is short"), std::string::npos);
    EXPECT_NE(result.errors.find("warning: --workers has no effect"), std::string::npos);
    EXPECT_EQ(result.errors.find("physical cores"), std::string::npos);
}

TEST(CownbenchSweep, WarnsByTheCoresThatItsChildrenHave)
{
    const std::string cpu = std::to_string(lab::cpuAffinity().back());
    const std::vector<std::string> two = {"chain-ring", "--workers",    "2",
                                          "--duration", "0.01",         "--null-payload",
                                          "--json",     "--sweep-axis", "none"};
    const std::string warning = "warning: 2 workers are more than the 1 usable physical core";
    std::vector<std::string> pinned = two;
    pinned.insert(pinned.end(), {"--pin", cpu});
    const auto first = cownbench(pinned);
    EXPECT_EQ(first.exitCode, 0) << first.errors;
    EXPECT_NE(first.errors.find(warning), std::string::npos) << first.errors;
    EXPECT_NE(first.output.find("\"physical_cpu_count\": 1"), std::string::npos)
        << "measured_on says so";
    std::vector<std::string> launched = two;
    launched.insert(launched.end(), {"--launcher", "taskset -c " + cpu});
    const auto second = cownbench(launched);
    EXPECT_EQ(second.exitCode, 0) << second.errors;
    EXPECT_NE(second.errors.find(warning), std::string::npos) << second.errors;
}

TEST(CownbenchSweep, KeepsWhatIsDoneWhenInterrupted)
{
    const TemporaryFolder folder;
    const auto path = folder.path() / "rings.json";
    const auto result =
        cownbench({"chain-ring", "--workers", "1", "--duration", "0.3", "--null-payload",
                   "--repeats", "1000", "--output", path.string()},
                  {.signalAt = "point chain-ring repeat 2/"});
    EXPECT_EQ(result.exitCode, 130) << result.errors;
    const lab::Document document = lab::readResultFile(path);
    EXPECT_TRUE(document.metadata.interrupted);
    EXPECT_TRUE(document.metadata.finishedAt);
    ASSERT_EQ(document.points.size(), 1u);
    EXPECT_EQ(document.points[0].error.value_or(lab::PointError()).message, "interrupted");
    EXPECT_GE(document.points[0].repeats.size(), 1u);
    EXPECT_LT(document.points[0].repeats.size(), 1000u);
}

// As `timeout` and a terminal that is closed send it: to the group, and to the program itself.
TEST(CownbenchSweep, ASignalThatArrivesTwiceIsOneRequest)
{
    for (const int signal : {SIGTERM, SIGHUP, SIGINT}) {
        const TemporaryFolder folder;
        const auto path = folder.path() / "rings.json";
        const auto result =
            cownbench({"chain-ring", "--workers", "1", "--duration", "0.2", "--null-payload",
                       "--repeats", "1000", "--output", path.string()},
                      {.signalAt = "point chain-ring repeat 2/",
                       .signal = signal,
                       .signalCount = 30}); // until it has ended
        EXPECT_EQ(result.exitCode, 130) << result.errors;
        const lab::Document document = lab::readResultFile(path);
        EXPECT_TRUE(document.metadata.interrupted);
        EXPECT_TRUE(document.metadata.finishedAt);
        EXPECT_EQ(entriesIn(folder.path()), 1u) << "a temporary file stays";
    }
}

TEST(CownbenchSweep, KilledItLeavesAFileThatSaysSo)
{
    const TemporaryFolder folder;
    const auto path = folder.path() / "rings.json";
    const auto result =
        cownbench({"chain-ring", "--workers", "1", "--duration", "0.1", "--null-payload",
                   "--repeats", "1000", "--output", path.string()},
                  {.signalAt = "point chain-ring repeat 3/", .signal = SIGKILL});
    EXPECT_EQ(result.exitCode, 128 + SIGKILL);
    const lab::Document document = lab::readResultFile(path);
    EXPECT_TRUE(document.metadata.interrupted);
    EXPECT_FALSE(document.metadata.finishedAt);
    ASSERT_EQ(document.points.size(), 1u);
    EXPECT_EQ(document.points[0].error.value_or(lab::PointError()).message, "interrupted");
    EXPECT_TRUE(document.points[0].throughputMean);
    const auto table = cownbench({"table", path.string()});
    EXPECT_TRUE(table.output.starts_with("note: interrupted with 0 of 1 points complete\n"))
        << table.output;
    EXPECT_NE(table.output.find("-: interrupted after 2 of 1000 repeats"), std::string::npos)
        << table.output;
}

TEST(CownbenchSweep, GoesOnWhenNobodyReadsItsProgress)
{
    const TemporaryFolder folder;
    const auto result = test::runProgram("/bin/sh",
                                         {"-c",
                                          "\"$0\" boids --workers 1 --duration 0.2 --repeats 2 "
                                          "--output r.json 2>&1 >/dev/null | true",
                                          COWNSCOPE_COWNBENCH},
                                         {.folder = folder.path()});
    EXPECT_EQ(lab::readResultFile(folder.path() / "r.json").points.at(0).repeats.size(), 2u);
}

TEST(CownbenchSweep, EveryFieldOfTheReferencesSchemaIsThere)
{
    const lab::Document reference =
        lab::readResultFile(COWNSCOPE_LAB_DATA "/bocpy-chain-ring-null.json");
    const TemporaryFolder folder;
    const auto path = folder.path() / "r.json";
    const auto result =
        cownbench({"chain-ring", "--sweep-values", "1,2", "--duration", "0.05", "--null-payload",
                   "--repeats", "3", "--emit-scheduler-stats", "--output", path.string()});
    ASSERT_EQ(result.exitCode, 0) << result.errors;
    const lab::Json expected = toJson(reference);
    const lab::Json ours = toJson(lab::readResultFile(path));
    expectNames(ours, expected, "document");
    const lab::Json &point = ours["points"][1];
    const lab::Json &referencePoint = expected["points"][1];
    expectNames(point, referencePoint, "point");
    EXPECT_FALSE(point["repeats"][2]["queue_stats"].empty());
    EXPECT_EQ(point["inputs"]["rings"], referencePoint["inputs"]["rings"]);
    EXPECT_EQ(point["inputs"]["chains_per_ring"], referencePoint["inputs"]["chains_per_ring"]);
}

TEST(CownbenchSweep, FanOutHasTheReferencesFields)
{
    const lab::Json expected = toJson(lab::readResultFile(COWNSCOPE_LAB_DATA "/bocpy-fanout.json"));
    const auto result = cownbench(
        {"fanout", "--sweep-axis", "none", "--workers", "2", "--emit-scheduler-stats", "--json"});
    ASSERT_EQ(result.exitCode, 0) << result.errors;
    const lab::Json ours = lab::Json::parse(result.output);
    const lab::Json &repeat = ours["points"][0]["repeats"][0];
    const lab::Json &referenceRepeat = expected["points"][0]["repeats"][0];
    expectNames(ours, expected, "document");
    EXPECT_EQ(repeat["completed_children"], referenceRepeat["completed_children"]);
    const lab::Json &inputs = ours["points"][0]["inputs"];
    for (const auto &[name, value] : expected["points"][0]["inputs"].items())
        EXPECT_EQ(inputs.value(name, lab::Json()), value) << name;
}

TEST(CownbenchSweep, EveryAxisCanBeSwept)
{
    using Arguments = std::vector<std::string>;
    for (const Arguments &arguments :
         {Arguments{"chain-ring", "--sweep-axis", "payload", "--sweep-values", "2x2,4x4",
                    "--workers", "1", "--duration", "0.02"},
          {"chain-ring", "--sweep-axis", "group-size", "--duration", "0.02", "--null-payload",
           "--workers", "1"},
          {"fanout", "--sweep-axis", "child-iters", "--sweep-values", "1,3", "--workers", "1"},
          {"boids", "--sweep-axis", "visual-range", "--sweep-values", "20,40", "--workers", "1",
           "--steps", "3"},
          {"boids", "--sweep-axis", "boids", "--sweep-values", "0,10", "--neighbors", "5",
           "--steps", "3"}}) {
        Arguments all = arguments;
        all.push_back("--json");
        const auto result = cownbench(all);
        ASSERT_EQ(result.exitCode, 0) << result.errors;
        const lab::Document document = lab::documentFromJson(lab::Json::parse(result.output));
        EXPECT_EQ(document.sweep.axis, arguments[2]);
        EXPECT_EQ(document.points.size(), document.sweep.values.size());
    }
}

TEST(CownbenchSweep, PrintsWhatTheReferencesSweepsLookFor)
{
    const auto result = cownbench({"chain-ring", "--json-stdout", "--workers", "1", "--duration",
                                   "0.05", "--null-payload", "--emit-scheduler-stats"});
    ASSERT_EQ(result.exitCode, 0) << result.errors;
    const std::string begin = "\n---BOCPY-BENCH-BEGIN---\n", end = "\n---BOCPY-BENCH-END---\n";
    ASSERT_TRUE(result.output.starts_with(begin)) << result.output;
    ASSERT_TRUE(result.output.ends_with(end)) << result.output;
    const lab::Json payload = lab::Json::parse(
        result.output.substr(begin.size(), result.output.size() - begin.size() - end.size()));
    for (const char *name :
         {"inputs", "completed_behaviors", "elapsed_s", "throughput", "wall_clock_ns_start",
          "scheduler_stats", "queue_stats", "derived", "pinned_dispatches"})
        EXPECT_TRUE(payload.contains(name)) << name;
}

TEST(CownbenchSweep, OverlaysPinnedWork)
{
    const auto result =
        cownbench({"chain-ring", "--workers", "1", "--duration", "0.2", "--null-payload",
                   "--pinned-spinner", "--pinned-spinner-sleep", "0.002", "--json"});
    ASSERT_EQ(result.exitCode, 0) << result.errors;
    const auto document = lab::documentFromJson(lab::Json::parse(result.output));
    EXPECT_GE(document.points[0].repeats[0].more["pinned_dispatches"], 1);
    EXPECT_EQ(document.points[0].inputs["pinned_spinner_sleep_s"], 0.002);
}

TEST(CownbenchSweep, RunsChildrenBehindALauncher)
{
    const auto result =
        cownbench({"chain-ring", "--workers", "1", "--duration", "0.05", "--null-payload", "--json",
                   "--launcher", "sh -c 'echo Welcome; exec taskset -c 0 \"$0\" \"$@\"'"});
    ASSERT_EQ(result.exitCode, 0) << result.errors;
    const auto document = lab::documentFromJson(lab::Json::parse(result.output));
    EXPECT_EQ(document.metadata.more["measured_on"]["cpu_affinity"], lab::Json::array({0}));
}

TEST(CownbenchSweep, APointThatFailsIsRecordedAndTheSweepGoesOn)
{
    const TemporaryFolder folder;
    const auto path = folder.path() / "r.json";
    // The launcher fails from the second time on.
    const auto result =
        cownbench({"chain-ring", "--sweep-values", "1,2", "--duration", "0.05", "--null-payload",
                   "--output", path.string(), "--order", "sequential", "--launcher",
                   "sh -c 'if [ -e second ]; then echo out of luck >&2; exit 9; fi; touch second; "
                   "exec \"$0\" "
                   "\"$@\"'"},
                  {.folder = folder.path()});
    EXPECT_EQ(result.exitCode, 1);
    EXPECT_NE(result.errors.find("  -> error: the child exited with code 9"), std::string::npos);
    const lab::Document document = lab::readResultFile(path);
    ASSERT_EQ(document.points.size(), 2u);
    EXPECT_FALSE(document.points[0].error);
    EXPECT_EQ(document.points[1].error.value_or(lab::PointError()).stderrTail, "out of luck\n");
}

TEST(CownbenchSweep, InterruptedTwiceEndsAtOnceWithAWholeFile)
{
    const TemporaryFolder folder;
    const auto path = folder.path() / "r.json";
    const auto begin = std::chrono::steady_clock::now();
    const auto result =
        cownbench({"chain-ring", "--workers", "1", "--duration", "3000", "--null-payload",
                   "--output", path.string(), "--launcher", "sh -c 'sleep 3000'"},
                  {.signalAt = "point chain-ring", .signalAgainAt = "interrupted; ending"});
    EXPECT_EQ(result.exitCode, 130);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(60));
    EXPECT_TRUE(lab::readResultFile(path).metadata.interrupted);
    EXPECT_EQ(entriesIn(folder.path()), 1u) << "a temporary file stays";
}

TEST(CownbenchSweep, NoChildOutlivesItWhenItIsKilled)
{
    // The child itself, a child of a launcher that keeps running, and a launcher that ignores
    // signals.
    const TemporaryFolder folder;
    std::ofstream(folder.path() / "direct") << "echo $$ > pid; exec \"$@\"\n";
    std::ofstream(folder.path() / "behind") << "sh direct \"$@\"; true\n";
    std::ofstream(folder.path() / "deaf") << "trap '' TERM INT HUP; echo $$ > pid\n"
                                             "while :; do sleep 1; done\n";
    for (const char *launcher : {"direct", "behind", "deaf"}) {
        std::filesystem::remove(folder.path() / "pid");
        test::runProgram(
            "/bin/sh",
            {"-c",
             "\"$0\" chain-ring --workers 2 --duration 3000 --null-payload --output r.json "
             "--launcher \"sh $1\" & parent=$!\n"
             "until [ -s pid ]; do sleep 0.05; done; sleep 0.3\n"
             "kill -0 $(cat pid) && touch lived\n"
             "kill -9 $parent; wait $parent",
             COWNSCOPE_COWNBENCH, launcher},
            {.folder = folder.path()});
        EXPECT_TRUE(std::filesystem::remove(folder.path() / "lived")) << launcher;
        int pid = 0;
        ASSERT_TRUE(std::ifstream(folder.path() / "pid") >> pid);
        EXPECT_TRUE(test::isGoneSoon(pid)) << launcher;
    }
}

TEST(CownbenchSweep, ResultsGoElsewhereWhenTheirPlaceIsGone)
{
    const TemporaryFolder folder;
    const TemporaryFolder elsewhere;
    const auto path = folder.path() / "sub" / "r.json";
    const auto result = cownbench(
        {"chain-ring", "--workers", "1", "--duration", "0.05", "--null-payload", "--output",
         path.string(), "--launcher", "sh -c 'rm -r sub; touch sub; exec \"$0\" \"$@\"'"},
        {.folder = folder.path(), .environment = {{"TMPDIR", elsewhere.path().string()}}});
    EXPECT_EQ(result.exitCode, 0) << result.errors;
    EXPECT_NE(result.errors.find("; the results go to " + (elsewhere.path() / "r.json").string()
                                 + " instead"),
              std::string::npos)
        << result.errors;
    EXPECT_EQ(lab::readResultFile(elsewhere.path() / "r.json").points.size(), 1u);
}

TEST(CownbenchSweep, ResultsThatCannotBeWrittenAnywhereArePrinted)
{
    // A limit on the size of files has the same effect as a full disk. Standard output is not a
    // file.
    const TemporaryFolder folder;
    const auto result = test::runProgram(
        "/bin/sh",
        {"-c",
         "(ulimit -f 12; \"$0\" chain-ring --workers 1 --duration 0.05 --null-payload --repeats 12 "
         "--emit-scheduler-stats --output r.json; echo \"exit code $?\" >&2) | cat",
         COWNSCOPE_COWNBENCH},
        {.folder = folder.path()});
    EXPECT_NE(result.errors.find("exit code 1\n"), std::string::npos) << result.errors;
    EXPECT_NE(result.errors.find("no other place is writable either"), std::string::npos)
        << result.errors;
    EXPECT_EQ(lab::documentFromJson(lab::Json::parse(result.output)).points.at(0).repeats.size(),
              12u);
    EXPECT_LT(lab::readResultFile(folder.path() / "r.json").points.at(0).repeats.size(), 12u);
}

TEST(CownbenchSweep, AStandardOutputThatIsFullIsSaid)
{
    const auto result = test::runProgram(
        "/bin/sh",
        {"-c", "\"$0\" boids --workers 1 --steps 1 --json > /dev/full", COWNSCOPE_COWNBENCH});
    EXPECT_EQ(result.exitCode, 1);
    EXPECT_NE(result.errors.find("cannot write the result to standard output"), std::string::npos)
        << result.errors;
}

TEST(CownbenchSweep, RunsWithItsStandardStreamsClosed)
{
    const TemporaryFolder folder;
    const auto result = test::runProgram(
        "/bin/sh",
        {"-c",
         "\"$0\" boids --workers 1 --steps 1 --output r.json <&- >&- 2>&-; echo \"exit code $?\"",
         COWNSCOPE_COWNBENCH},
        {.folder = folder.path()});
    EXPECT_EQ(result.output, "exit code 0\n");
    EXPECT_EQ(lab::readResultFile(folder.path() / "r.json").points.at(0).repeats.size(), 1u);
}

TEST(CownbenchSweep, GoesOnWhenAHangupWasToBeIgnored)
{
    const TemporaryFolder folder;
    const auto result =
        test::runProgram("/bin/sh",
                         {"-c",
                          "trap '' HUP; \"$0\" boids --workers 1 --duration 0.5 --output r.json & "
                          "sleep 0.2; kill -HUP $!; wait $!; echo \"exit code $?\"",
                          COWNSCOPE_COWNBENCH},
                         {.folder = folder.path()});
    EXPECT_EQ(result.output, "exit code 0\n") << result.errors;
}

TEST(CownbenchSweep, TimeInWhichItWasStoppedDoesNotCount)
{
    const TemporaryFolder folder;
    const auto result = test::runProgram(
        "/bin/sh",
        {"-c",
         "\"$0\" boids --workers 1 --duration 0.5 --timeout 2 --output r.json & "
         "sleep 0.3; kill -STOP $!; sleep 2.2; kill -CONT $!; wait $!; echo \"exit code $?\"",
         COWNSCOPE_COWNBENCH},
        {.folder = folder.path()});
    EXPECT_EQ(result.output, "exit code 0\n") << result.errors;
}

TEST(CownbenchSweep, ResultsSurviveTheirWorkingFolder)
{
    const TemporaryFolder folder;
    const TemporaryFolder elsewhere;
    const auto result = test::runProgram(
        "/bin/sh",
        {"-c",
         "mkdir gone; cd gone; exec \"$0\" boids --workers 1 --steps 1 --output r.json --launcher "
         "\"sh -c 'rm -r $PWD; exec \\\"\\$0\\\" \\\"\\$@\\\"'\"",
         COWNSCOPE_COWNBENCH},
        {.folder = folder.path(), .environment = {{"TMPDIR", elsewhere.path().string()}}});
    EXPECT_EQ(result.exitCode, 0) << result.errors;
    // The folder is made again, or another one is used; the file exists in any case.
    const auto again = folder.path() / "gone" / "r.json";
    EXPECT_TRUE(std::filesystem::exists(again)
                || std::filesystem::exists(elsewhere.path() / "r.json"))
        << result.errors;
}
