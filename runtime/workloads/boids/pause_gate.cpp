// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/boids/pause_gate.h"

#include <boc/boc.h>

#include <chrono>
#include <thread>

namespace cownscope::boids {

namespace {

using namespace std::chrono_literals;

constexpr std::int64_t pairsBeforeWaiting = std::int64_t{1} << 28;
constexpr auto pollInterval = 20ms; // costs next to nothing

} // namespace

void PauseGate::hold() noexcept
{
    if (m_held.load(std::memory_order_relaxed))
        return;
    m_pairsLeft.store(pairsBeforeWaiting, std::memory_order_relaxed);
    m_held.store(true, std::memory_order_relaxed);
}

void PauseGate::release() noexcept
{
    m_held.store(false, std::memory_order_relaxed);
}

bool PauseGate::mayContinue(std::uint64_t pairs) noexcept
{
    const boc::Runtime &runtime = *boc::Runtime::current();
    if (m_held.load(std::memory_order_relaxed)) {
        m_pairsLeft.fetch_sub(static_cast<std::int64_t>(pairs), std::memory_order_relaxed);
        while (m_held.load(std::memory_order_relaxed)
               && m_pairsLeft.load(std::memory_order_relaxed) < 0 && !runtime.stopped())
            std::this_thread::sleep_for(pollInterval);
    }
    return !runtime.stopped();
}

} // namespace cownscope::boids
