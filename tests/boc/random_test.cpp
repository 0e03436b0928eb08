// SPDX-License-Identifier: GPL-3.0-or-later
#include "boc_testing.h"
#include "random/handles.h"
#include "random/oracle.h"

#include <gtest/gtest.h>

namespace {

void expectOrder(boctest::Random &random, unsigned workers, const boctest::ProgramSize &size)
{
    // Many bodies fail, and most of those results are read by nobody.
    boc::Runtime runtime{{.workers = workers, .unhandledException = [](std::exception_ptr) {}}};
    const boctest::Program program = boctest::makeProgram(random, size);
    for (const std::string &wrong : boctest::judge(program, boctest::runProgram(program, runtime)))
        ADD_FAILURE() << wrong;
}

/// Random cown sets, reads, duplicates, spans, failures, pinned cowns, sums and nested schedules.
BOC_TEST_WORKERS(RandomPrograms, KeepTheOrderingRule)
{
    const int programs = boctest::sized(boctest::scaled(100), 1);
    for (int i = 0; i < programs; ++i) {
        boctest::Random random(boctest::randomSeed(i));
        expectOrder(random, workers, {6, static_cast<std::size_t>(boctest::sized(60, 12)), 4});
    }
}

BOC_TEST_WORKERS(RandomPrograms, KeepTheOrderingRuleOnFewCowns)
{
    const int programs = boctest::sized(boctest::scaled(100), 1);
    for (int i = 0; i < programs; ++i) {
        boctest::Random random(boctest::randomSeed(i) + 1000);
        expectOrder(random, workers, {2, static_cast<std::size_t>(boctest::sized(60, 12)), 2});
    }
}

BOC_TEST_WORKERS(RandomHandles, NoValueDiesTooEarlyOrTooLate)
{
    const int programs = boctest::sized(boctest::scaled(200), 1);
    boc::Runtime runtime{{.workers = workers, .unhandledException = [](std::exception_ptr) {}}};
    for (int i = 0; i < programs; ++i) {
        boctest::Random random(boctest::randomSeed(i) + 2000);
        const boctest::HandleProgramSize size{
            .threads = 1,
            .steps = static_cast<unsigned>(boctest::sized(40, 12)),
            .behaviors = static_cast<unsigned>(boctest::sized(100, 10))};
        for (const std::string &wrong : boctest::runHandles(random, runtime, size))
            ADD_FAILURE() << wrong;
    }
}

// The judge itself must be able to say no.
TEST(Oracle, FindsARunInTheWrongOrder)
{
    boctest::Program program;
    program.cowns = 1;
    program.nodes.resize(3);
    program.nodes[0].children = {1, 2};
    program.nodes[1].accesses = program.nodes[2].accesses = {{0, true}};
    std::vector<boctest::Observation> run(3);
    run[1].runs = run[2].runs = 1;
    run[1].seen = {{0, true, 0}};
    run[2].seen = {{0, true, 1}};
    EXPECT_TRUE(boctest::judge(program, run).empty());
    std::swap(run[1].seen, run[2].seen);
    EXPECT_FALSE(boctest::judge(program, run).empty());
}

TEST(Oracle, FollowsTheOrderThroughBodies)
{
    // 1 runs before 2 on cown 0; each schedules a behavior on cown 1.
    boctest::Program program;
    program.cowns = 2;
    program.nodes.resize(5);
    program.nodes[0].children = {1, 2};
    program.nodes[1].accesses = program.nodes[2].accesses = {{0, true}};
    program.nodes[1].children = {3};
    program.nodes[2].children = {4};
    program.nodes[3].accesses = {{1, true}};
    program.nodes[4].accesses = {{1, false}};
    std::vector<boctest::Observation> run(5);
    for (boctest::Observation &observation : run)
        observation.runs = 1;
    run[1].seen = {{0, true, 0}};
    run[2].seen = {{0, true, 1}};
    run[3].seen = {{1, true, 0}};
    run[4].seen = {{1, false, 1}};
    EXPECT_TRUE(boctest::judge(program, run).empty());
    run[4].seen = {{1, false, 0}};
    EXPECT_FALSE(boctest::judge(program, run).empty());
    program.nodes[2].accesses = {};
    run[2].seen = {};
    EXPECT_TRUE(boctest::judge(program, run).empty()) << "now nothing orders them";
}

} // namespace
