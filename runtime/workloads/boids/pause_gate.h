// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>

namespace cownscope::boids {

/// Makes bodies wait in the middle of their work, so that a pause need not wait for the end of a
/// long step. Short steps end first: all bodies together may compute some hundred million more
/// pairs, which takes a fraction of a second.
///
/// The owner calls hold() and release(), bodies call mayContinue(). Relaxed throughout: these
/// values publish no other memory.
class PauseGate
{
public:
    /// Makes bodies wait soon. Does nothing if they are already held.
    void hold() noexcept;
    void release() noexcept;

    /// Called by a body every few milliseconds, with the number of pairs computed since the last
    /// call. Waits while bodies are held. False if the runtime was stopped: then the body should
    /// return early.
    bool mayContinue(std::uint64_t pairs) noexcept;

private:
    std::atomic<bool> m_held{false};
    std::atomic<std::int64_t> m_pairsLeft{0}; // until bodies wait
};

} // namespace cownscope::boids
