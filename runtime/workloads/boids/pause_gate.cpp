// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/boids/pause_gate.h"

#include <chrono>
#include <thread>

namespace cownscope::boids {

namespace {

using namespace std::chrono_literals;

constexpr std::int64_t pairsLeft = std::int64_t{1} << 28;
constexpr auto turn = 20ms; // between looks, which cost next to nothing

} // namespace

// Relaxed throughout: nothing is handed over but the flag itself.

void PauseGate::hold() noexcept
{
    if (m_state->held.load(std::memory_order_relaxed))
        return;
    m_state->left.store(pairsLeft, std::memory_order_relaxed);
    m_state->held.store(true, std::memory_order_relaxed);
}

void PauseGate::release() noexcept
{
    m_state->held.store(false, std::memory_order_relaxed);
}

bool PauseGate::mayContinue(std::uint64_t pairs) const noexcept
{
    const boc::Runtime &runtime = *boc::Runtime::current();
    if (m_state->held.load(std::memory_order_relaxed)) {
        m_state->left.fetch_sub(static_cast<std::int64_t>(pairs), std::memory_order_relaxed);
        while (m_state->held.load(std::memory_order_relaxed)
               && m_state->left.load(std::memory_order_relaxed) < 0 && !runtime.stopped())
            std::this_thread::sleep_for(turn);
    }
    return !runtime.stopped();
}

} // namespace cownscope::boids
