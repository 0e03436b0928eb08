// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/simulation/worker_priority.h"

#include <gtest/gtest.h>

#include <cmath>

namespace cownscope::ui {
namespace {

TEST(WorkerPriority, AllWorkersTogetherWeighAsMuchAsOneOnEachProcessor)
{
    for (const unsigned processors : {1u, 2u, 6u, 64u}) {
        for (unsigned workers = 1; workers <= 1024; ++workers) {
            const int nice = niceFor(workers, processors);
            if (workers <= processors) {
                EXPECT_EQ(nice, 0) << workers << " on " << processors;
                continue;
            }
            const double weight = std::pow(1.25, -nice) * workers;
            EXPECT_LE(weight, processors * 1.0001) << workers << " on " << processors;
            EXPECT_GE(weight, processors * 0.75) << workers << " on " << processors;
        }
    }
}

TEST(WorkerPriority, NothingIsDoneWhereThereAreProcessorsForAll)
{
    EXPECT_FALSE(workerBeginHook(1));
    EXPECT_TRUE(workerBeginHook(100'000));
}

} // namespace
} // namespace cownscope::ui
