// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/simulation/starvation_watch.h"

#include <boc/boc.h>

#include <chrono>
#include <thread>

namespace cownscope::test {

// As in the window, only sooner.
inline constexpr ui::StarvationTimes QuickStarvation{.threshold = std::chrono::milliseconds{200},
                                                     .check = std::chrono::milliseconds{50},
                                                     .reading = std::chrono::milliseconds{300}};

// Keeps the main thread from its event loop until what a runtime has pinned waits for so long.
inline void hangUntilStarved(boc::Runtime &runtime, std::chrono::milliseconds age)
{
    boc::PinnedCown<int> value{runtime, 0};
    runtime.when(value) << [](auto) {};
    while (runtime.pinnedQueue().age < age)
        std::this_thread::sleep_for(std::chrono::milliseconds{5});
}

} // namespace cownscope::test
