// SPDX-License-Identifier: GPL-3.0-or-later
#include "explored_testing.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <string>

/// \file
/// The tests' main in the exploring build: `--seed N` runs the one seed N, `--seeds N` the first N,
/// as does BOC_SEEDS in the environment.

#ifndef BOC_DEFAULT_SEEDS
#define BOC_DEFAULT_SEEDS 1000
#endif

namespace {

std::uint64_t number(const char *flag, const char *text)
{
    char *end = nullptr;
    const unsigned long long value = text ? std::strtoull(text, &end, 10) : 0;
    if (!text || *text == '\0' || *end != '\0') {
        std::fprintf(stderr, "%s needs a whole number, for example %s 17\n", flag, flag);
        std::exit(2);
    }
    return value;
}

} // namespace

int main(int argc, char **argv)
{
    testing::InitGoogleTest(&argc, argv);
    boctest::Seeds &seeds = boctest::seeds();
    if (const char *count = std::getenv("BOC_SEEDS"))
        seeds.count = number("BOC_SEEDS", count);
    for (int i = 1; i < argc; i += 2) {
        const char *value = i + 1 < argc ? argv[i + 1] : nullptr;
        if (std::strcmp(argv[i], "--seed") == 0)
            seeds = {number("--seed", value), 1};
        else if (std::strcmp(argv[i], "--seeds") == 0)
            seeds.count = number("--seeds", value);
        else {
            std::fprintf(stderr, "unknown argument %s; there are --seed N and --seeds N\n",
                         argv[i]);
            return 2;
        }
    }
    return RUN_ALL_TESTS();
}

namespace boctest {

Seeds &seeds()
{
    static Seeds chosen{1, BOC_DEFAULT_SEEDS};
    return chosen;
}

void exploreTest(const std::function<void()> &body)
{
    boc::explore::SeedOptions options;
    options.first = seeds().first;
    options.count = seeds().count;
    options.bodyFailed = [] { return testing::Test::HasFailure() || testing::Test::IsSkipped(); };
    const boc::explore::Report report = boc::explore::exploreSeeds(options, body);
    if (report.failure && !testing::Test::IsSkipped())
        ADD_FAILURE() << "seed " << report.failingSeed << ": " << *report.failure;
    testing::Test::RecordProperty("seeds", std::to_string(report.executions));
    testing::Test::RecordProperty("steps", std::to_string(report.steps));
    std::printf("%llu seeds, %llu steps, %.1f M steps/s\n",
                static_cast<unsigned long long>(report.executions),
                static_cast<unsigned long long>(report.steps),
                static_cast<double>(report.steps) / report.seconds / 1e6);
}

} // namespace boctest
