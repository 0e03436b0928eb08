// SPDX-License-Identifier: GPL-3.0-or-later
// The program as a whole, with so few operations that its numbers mean nothing.
#include "benchmarks/driver/catalog.h"
#include "benchmarks/sample.h"
#include "support/program.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>

using namespace cownscope::test;
using cownscope::benchmark::catalog;
using cownscope::benchmark::Entry;
using cownscope::benchmark::Figure;
using cownscope::benchmark::sampleOf;
using cownscope::benchmark::Value;
using nlohmann::json;

namespace {

const std::string twin = std::string("twin='") + COWNSCOPE_BENCH + "' sample";

ProgramResult bench(const std::vector<std::string> &arguments)
{
    return runProgram(COWNSCOPE_BENCH, arguments);
}

json read(const std::filesystem::path &path)
{
    std::ifstream stream(path);
    return json::parse(stream);
}

void expectRefused(const std::vector<std::string> &arguments, const std::string &words)
{
    const ProgramResult result = bench(arguments);
    EXPECT_EQ(result.exitCode, 2);
    EXPECT_EQ(result.output, "");
    EXPECT_NE(result.errors.find(words), std::string::npos) << result.errors;
    EXPECT_EQ(std::ranges::count(result.errors, '\n'), 1) << result.errors;
}

} // namespace

TEST(BenchmarkProgram, DrivesRowsBesidePeers)
{
    const TemporaryFolder folder;
    const auto path = folder.path() / "results.json";
    const ProgramResult result =
        bench({"ping", "chain-ring", "--workers", "1,2", "--pairs", "3", "--operations", "2000",
               "--peer", twin, "--peer", "poor=sh -c 'exit 2'", "--json", path.string()});
    EXPECT_EQ(result.exitCode, 0) << result.errors;
    for (const char *word : {"\nping", "\nchain-ring", "twin", "verona not run"})
        EXPECT_NE(result.output.find(word), std::string::npos) << word << '\n' << result.output;

    EXPECT_NE(result.errors.find("poor lacks the row"), std::string::npos) << result.errors;

    const json document = read(path);
    EXPECT_EQ(document["metadata"]["program"], "boc_bench");
    EXPECT_EQ(document["metadata"]["interrupted"], false);
    ASSERT_EQ(document["measurements"].size(), 4u);
    for (const json &measurement : document["measurements"]) {
        ASSERT_EQ(measurement["rounds"].size(), 3u);
        for (const json &round : measurement["rounds"]) {
            EXPECT_GT(round["samples"]["ours"], 0.0);
            EXPECT_GT(round["samples"]["twin"], 0.0);
        }
        EXPECT_EQ(measurement["rounds"][0]["order"][0], "ours");
        EXPECT_EQ(measurement["rounds"][1]["order"], json({"twin", "ours"}));
        EXPECT_EQ(measurement["rounds"][2]["order"], json({"ours", "twin"}));
    }
}

TEST(BenchmarkProgram, EverySampleGivesTheFiguresOfTheCatalog)
{
    for (const Entry &entry : catalog()) {
        std::vector<std::string> names{entry.row};
        for (const auto &peer : entry.peers) {
            if (peer.inTree)
                names.push_back(peer.row);
        }
        for (const std::string &name : names) {
#ifdef COWNSCOPE_SANITIZED
            if (name.ends_with("-tbb"))
                continue; // a library without sanitizers
#endif
            SCOPED_TRACE(name);
            const ProgramResult result =
                bench({"sample", name, "--workers", "2", "--operations", "10"});
            if (result.errors.find("this row needs") != std::string::npos) {
                EXPECT_EQ(result.exitCode, 2);
                continue;
            }
            ASSERT_EQ(result.exitCode, 0) << result.errors;
            for (const Value &value : sampleOf(result.output)) {
                EXPECT_NE(std::ranges::find(entry.figures, value.name, &Figure::name),
                          entry.figures.end())
                    << value.name;
            }
        }
    }
}

TEST(BenchmarkProgram, SaysWhichPeerFailedAndGoesOnWithoutIt)
{
    const ProgramResult result = bench({"ping", "--workers", "1", "--pairs", "2", "--operations",
                                        "100", "--peer", "broken=sh -c 'echo ouch >&2; exit 1'"});
    EXPECT_EQ(result.exitCode, 1);
    EXPECT_NE(result.errors.find("broken ended with code 1: ouch"), std::string::npos)
        << result.errors;
    EXPECT_NE(result.output.find("\nping"), std::string::npos) << result.output;
}

TEST(BenchmarkProgram, PrintsWhatThereIsWhenInterrupted)
{
    const TemporaryFolder folder;
    const auto path = folder.path() / "results.json";
    const ProgramResult result = runProgram(COWNSCOPE_BENCH,
                                            {"ping", "--workers", "1", "--pairs", "10000",
                                             "--operations", "1000", "--json", path.string()},
                                            {.signalAt = "2 of 10000"});
    EXPECT_EQ(result.exitCode, 130);
    EXPECT_NE(result.output.find("\nping"), std::string::npos) << result.output;
    const json document = read(path);
    EXPECT_EQ(document["metadata"]["interrupted"], true);
    EXPECT_GE(document["measurements"][0]["rounds"].size(), 2u);
    EXPECT_LT(document["measurements"][0]["rounds"].size(), 10000u);
}

TEST(BenchmarkProgram, RefusesWhatItDoesNotUnderstand)
{
    expectRefused({"pong"}, "\"pong\" is no row; there are chain-ring, ");
    expectRefused({"ping", "--workers", "1,x"}, "--workers must be a whole number from 1 to ");
    expectRefused({"ping", "--pairs", "0"}, "--pairs must be a whole number from 1 to ");
    expectRefused({"ping", "--peer", "verona"}, "--peer must be NAME=COMMAND");
    expectRefused({"ping", "--peer", "tbb=true"}, "\"tbb\" is taken");
    expectRefused({"ping", "--peer", "a=true", "--peer", "a=true"}, "\"a\" is taken");
    expectRefused({"ping", "--often"}, "--often is not understood");
    expectRefused({"sample"}, "a sample needs the name of its row");
    expectRefused({"sample", "pong"}, "\"pong\" is no row; there are chain-ring, ");
    expectRefused({"sample", "ping", "--workers", "none"}, "--workers must be a whole number");
    expectRefused({"sample", "ping", "--often", "1"}, "\"--often\" is no option of a sample");
}

TEST(LabBenchmark, RefusesAProgramOfAnotherBuild)
{
    const TemporaryFolder folder;
    const auto copy = folder.path() / "lab_bench";
    std::filesystem::copy_file(COWNSCOPE_LAB_BENCH, copy);
    const auto other = folder.path() / "cownbench";
    std::ofstream(other) << "#!/bin/sh\necho cownbench 0.0.1\n";
    std::filesystem::permissions(other, std::filesystem::perms::owner_all);
    const ProgramResult result = runProgram(copy, {});
    EXPECT_EQ(result.exitCode, 2);
    EXPECT_EQ(result.output, "");
    EXPECT_TRUE(result.errors.starts_with("lab_bench: " + other.string()
                                          + " must be of the same build, \"cownbench "))
        << result.errors;
    EXPECT_TRUE(result.errors.ends_with("\", but is \"cownbench 0.0.1\"\n")) << result.errors;
}
