// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <boc/explore/explore.h>

#include <gtest/gtest.h>

#include <cstdint>
#include <functional>

/// \file
/// Tests in the exploring build.
namespace boctest {

/// Which seeds each test runs.
struct Seeds
{
    std::uint64_t first;
    std::uint64_t count;
};

Seeds &seeds();

/// Runs the body under the seeds; a failure names the seed that replays it.
void exploreTest(const std::function<void()> &body);

} // namespace boctest

#define BOC_TEST(suite, name)                                                                      \
    static void explored_##suite##_##name();                                                       \
    TEST(suite, name)                                                                              \
    {                                                                                              \
        boctest::exploreTest(explored_##suite##_##name);                                           \
    }                                                                                              \
    static void explored_##suite##_##name()

#define BOC_TEST_WORKERS(suite, name)                                                              \
    static void explored_##suite##_##name(unsigned workers);                                       \
    TEST(suite, name##With2Workers)                                                                \
    {                                                                                              \
        boctest::exploreTest([] { explored_##suite##_##name(2); });                                \
    }                                                                                              \
    TEST(suite, name##With3Workers)                                                                \
    {                                                                                              \
        boctest::exploreTest([] { explored_##suite##_##name(3); });                                \
    }                                                                                              \
    static void explored_##suite##_##name([[maybe_unused]] unsigned workers)
