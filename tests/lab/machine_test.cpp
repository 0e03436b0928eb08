// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/machine/build_info.h"
#include "lab/machine/machine.h"
#include "lab/results/result_file.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>

#include <sched.h>

using namespace cownscope::lab;

namespace {

// A text with its digits replaced, to be compared with what it should look like.
std::string form(std::string text)
{
    const auto isDigit = [](unsigned char c) { return std::isdigit(c) != 0; };
    std::ranges::replace_if(text, isDigit, '#');
    return text;
}

} // namespace

TEST(Machine, IsDescribed)
{
    const Metadata metadata = describeRun("cownbench", {"cownbench", "boids"});
    EXPECT_FALSE(metadata.hostname.empty());
    EXPECT_EQ(metadata.platform, "linux");
    EXPECT_GE(metadata.cpuCount, 1u);
    ASSERT_TRUE(metadata.physicalCpuCount);
    EXPECT_GE(*metadata.physicalCpuCount, 1u);
    EXPECT_LE(*metadata.physicalCpuCount, metadata.cpuCount);
    EXPECT_EQ(metadata.program, "cownbench");
    EXPECT_EQ(metadata.argv, (std::vector<std::string>{"cownbench", "boids"}));
    EXPECT_FALSE(metadata.interrupted);
    EXPECT_FALSE(metadata.finishedAt);
    EXPECT_EQ(form(metadata.startedAt), "####-##-##T##:##:##");
}

TEST(Machine, AffinityFollowsTheProcess)
{
    cpu_set_t before;
    CPU_ZERO(&before);
    ASSERT_EQ(::sched_getaffinity(0, sizeof before, &before), 0);
    const auto all = cpuAffinity();
    ASSERT_FALSE(all.empty());
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(all.back(), &one);
    ASSERT_EQ(::sched_setaffinity(0, sizeof one, &one), 0);
    EXPECT_EQ(cpuAffinity(), std::vector{all.back()});
    EXPECT_EQ(describeMachine()["physical_cpu_count"], 1u);
    EXPECT_EQ(describeRun("cownbench", {}).physicalCpuCount, 1u);
    ASSERT_EQ(::sched_setaffinity(0, sizeof before, &before), 0);
    EXPECT_EQ(cpuAffinity(), all);
}

TEST(Machine, BuildIsDescribed)
{
    const BuildInfo build = buildInfo();
    EXPECT_EQ(form(build.version), "#.#.#");
    EXPECT_TRUE(form(build.compiler).starts_with("GCC ##.")
                || form(build.compiler).starts_with("Clang ##."))
        << build.compiler;
    EXPECT_FALSE(build.type.empty());
    std::string sha = build.gitSha.value_or("0123456789ab");
    if (sha.ends_with('+'))
        sha.pop_back();
    EXPECT_EQ(sha.size(), 12u);
    EXPECT_EQ(sha.find_first_not_of("0123456789abcdef"), std::string::npos) << sha;
}

TEST(Machine, DefaultPathNamesWorkloadHostAndTime)
{
    const auto path = defaultResultPath("boids");
    EXPECT_EQ(path.parent_path(), "results");
    EXPECT_TRUE(path.filename().string().starts_with("boids-"));
    EXPECT_TRUE(form(path.string()).ends_with("-########T######.json")) << path;
}
