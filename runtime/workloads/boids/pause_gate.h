// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <boc/boc.h>

#include <atomic>
#include <cstdint>
#include <memory>

namespace cownscope::boids {

/// Holds bodies where they are, so that a pause need not wait for the end of a long step. What
/// little is left of a short one is done first: all bodies together look at some hundred million
/// pairs more, which takes a part of a second.
///
/// Copies share. The owner holds and releases; bodies wait.
class PauseGate
{
public:
    /// Bodies wait from soon on. Nothing if they are held already.
    void hold() noexcept;
    void release() noexcept;

    /// For a body that has looked at so many pairs since the last time: waits while it is held.
    /// False if its runtime was stopped, when it is to give up.
    bool mayContinue(std::uint64_t pairs) const noexcept;

private:
    struct State
    {
        std::atomic<bool> held{false};
        std::atomic<std::int64_t> left{0}; ///< pairs until bodies wait
    };
    std::shared_ptr<State> m_state = std::make_shared<State>();
};

} // namespace cownscope::boids
