// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/simulation/starvation_watch.h"

#include <boc/boc.h>

#include <chrono>
#include <thread>

namespace cownscope::test {

// Shorter times than in the window.
inline constexpr ui::StarvationTimes QuickStarvation{.threshold = std::chrono::milliseconds{200},
                                                     .check = std::chrono::milliseconds{50},
                                                     .reading = std::chrono::milliseconds{300}};

// Blocks the main thread until a pinned behavior of this runtime has waited for `age`.
inline void hangUntilStarved(boc::Runtime &runtime, std::chrono::milliseconds age)
{
    boc::PinnedCown<int> value{runtime, 0};
    runtime.when(value) << [](auto) {};
    while (runtime.pinnedQueue().age < age)
        std::this_thread::sleep_for(std::chrono::milliseconds{5});
}

} // namespace cownscope::test
