// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/rings/options.h"
#include "workloads/rings/ring.h"
#include "workloads/step_commands.h"

#include <boc/boc.h>

#include <atomic>
#include <cstdint>
#include <memory>
#include <vector>

namespace cownscope::rings {

/// The worker of a chain that has not made a step yet.
inline constexpr std::uint32_t noWorker = UINT32_MAX;

/// How far a chain has come. Written only by the chain's own steps, with plain stores; anybody may
/// read it at any time. On a cache line of its own, so that chains do not slow each other down.
struct alignas(64) Progress
{
    std::atomic<std::uint64_t> count{0};
    std::atomic<std::uint32_t> head{0};
    std::atomic<std::uint32_t> worker{noWorker};
};

/// What all chains share. Immutable but for the atomics, which are all relaxed: no other memory is
/// published by them.
struct SharedState
{
    explicit SharedState(const Options &derivedOptions);

    Options options;
    std::vector<Ring> rings;
    std::vector<std::atomic<bool>> filled; ///< by ring: its matrices have been made
    std::vector<Progress> progress;        ///< by chain: ring · chainsPerRing + number on the ring
    workloads::StepOwner owner;            ///< chains in the middle of a step look for pauses
};

/// The state of a chain, in a cown of its own. Its functions run in behaviors that hold it.
///
/// A step for which there is no memory is not counted. The chain stops there, which outOfMemory
/// says, and goes on with the same product when it is told to run or to make steps again.
class Chain
{
public:
    using Handle = boc::Acquired<Chain>;

    Chain(std::shared_ptr<SharedState> shared, std::uint32_t index);

    // Commands; each was given after so many pauses, and is dropped if there was another one since.

    /// Makes steps until the next pause.
    static void run(Handle self, std::uint64_t pauses);
    /// Makes so many steps more, at least one.
    static void makeSteps(Handle self, std::uint64_t steps, std::uint64_t pauses);

private:
    /// True if the next step is scheduled now, false if there is no memory for it.
    static bool schedule(Handle self);
    static void step(Handle self, boc::AcquiredSpan<Matrix> window);
    /// Makes the products that are left of the step. False if a pause or the end of the runtime
    /// came before the last one. Throws std::bad_alloc.
    bool multiply(boc::AcquiredSpan<Matrix> window);
    void advance();

    std::shared_ptr<SharedState> m_shared;
    const Ring *m_ring;
    Progress *m_progress;
    std::uint64_t m_count = 0;
    std::uint64_t m_products = 0; // made of a step that was interrupted
    std::uint32_t m_head;
    workloads::StepCommands m_commands;
    Matrix m_scratch;
};

} // namespace cownscope::rings
