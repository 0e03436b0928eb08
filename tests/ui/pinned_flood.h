// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <boc/boc.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>

namespace cownscope::test {

// Keeps a runtime's pinned queue full: workers schedule pinned behaviors whose bodies take 100 µs
// of the main thread, and each of these has a worker schedule the next. Each stream has a cown of
// its own, since of those that share one only the first is in the queue.
class PinnedFlood
{
public:
    explicit PinnedFlood(boc::Runtime &runtime, int streams = 100)
        : m_state(std::make_shared<State>())
    {
        for (int i = 0; i < streams; ++i) {
            boc::PinnedCown<std::uint64_t> target{runtime, std::uint64_t{0}};
            runtime.when() << [state = m_state, target] { next(state, target); };
        }
    }

    void end() { m_state->on = false; }
    std::uint64_t bodiesRun() const { return m_state->bodies; }

private:
    struct State
    {
        std::atomic<bool> on{true};
        std::atomic<std::uint64_t> bodies{0};
    };

    static void next(const std::shared_ptr<State> &state,
                     const boc::PinnedCown<std::uint64_t> &target)
    {
        if (!state->on)
            return;
        boc::when(target) << [state, target](auto count) {
            using Clock = std::chrono::steady_clock;
            const auto end = Clock::now() + std::chrono::microseconds{100};
            while (Clock::now() < end) {
            }
            ++*count;
            ++state->bodies;
            boc::when() << [state, target] { next(state, target); };
        };
    }

    std::shared_ptr<State> m_state;
};

} // namespace cownscope::test
