// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "allocations.h"

#include <boc/boc.h>

#include <gtest/gtest.h>

#include <new>

namespace boctest {

/// Calls `action` with no memory at all, then with memory for one allocation, and so on, until it
/// succeeds; each time before, std::bad_alloc must have reached the caller and nothing must be left
/// of the call. Returns how often it failed: the number of its allocations.
template <class Action>
int failEachAllocation(boc::Runtime *runtime, Action action)
{
    constexpr int tooMany = 1000;
    if (runtime)
        runtime->quiesce();
    for (int successes = 0; successes < tooMany; ++successes) {
        const std::ptrdiff_t before = liveAllocations();
        bool done = false;
        try {
            const OutOfMemory outOfMemory(successes);
            action();
            done = true;
        } catch (const std::bad_alloc &) {
        }
        if (done)
            return successes;
        EXPECT_EQ(runtime ? runtime->inFlight() : 0, 0u) << "after " << successes;
        EXPECT_EQ(liveAllocations(), before) << "after " << successes;
    }
    ADD_FAILURE() << "needs more than " << tooMany << " allocations";
    return tooMany;
}

} // namespace boctest
