// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/sync.h>

namespace boc::detail {

/// Calls `isHeld`, which has to be cheap, until it returns false: for locks that are held for a few
/// instructions. After about a hundred pauses it yields to the operating system instead, so that a
/// preempted holder gets its processor back.
template <class Condition>
void spinWhile(Condition isHeld) noexcept
{
    constexpr int pausesBeforeYield = 100;
    for (int spins = 0; isHeld(); ++spins) {
        if (spins < pausesBeforeYield)
            pauseProcessor();
        else
            yieldThread();
    }
}

} // namespace boc::detail
