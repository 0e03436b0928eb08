// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>

namespace cownscope::boids {

/// Makes bodies wait in the middle of their work, so that a pause need not wait for the end of a
/// long step. Short steps end first: all bodies together may look at some hundred million pairs
/// more, which takes a part of a second.
///
/// The owner calls hold() and release(), bodies call mayContinue(). Relaxed throughout: no memory
/// is handed over but these values.
class PauseGate
{
public:
    /// Bodies wait from soon on. Does nothing if they are held already.
    void hold() noexcept;
    void release() noexcept;

    /// To be asked every few milliseconds by a body, with the number of pairs that it has looked at
    /// since the last time. Waits while bodies are held. False if the runtime was stopped: the body
    /// should give up.
    bool mayContinue(std::uint64_t pairs) noexcept;

private:
    std::atomic<bool> m_held{false};
    std::atomic<std::int64_t> m_pairsLeft{0}; // until bodies wait
};

} // namespace cownscope::boids
