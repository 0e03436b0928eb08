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

/// The progress of a chain. Written only by the chain's own steps, with plain stores; any thread
/// may read it. On a separate cache line, so that chains do not slow each other down.
struct alignas(64) Progress
{
    std::atomic<std::uint64_t> count{0};
    std::atomic<std::uint32_t> head{0};
    std::atomic<std::uint32_t> worker{noWorker};
};

/// The state shared by all chains. Immutable except for the atomics, which are all relaxed: they
/// publish no other memory.
struct SharedState
{
    explicit SharedState(const Options &derivedOptions);

    Options options;
    std::vector<Ring> rings;
    std::vector<std::atomic<bool>> filled; ///< by ring: its matrices have been made
    std::vector<Progress> progress;        ///< by chain: ring · chainsPerRing + number on the ring
    workloads::StepOwner owner;            ///< chains check it for pauses in the middle of a step
};

/// The state of a chain, in its own cown. Its functions run in behaviors that hold it.
///
/// A step that fails for lack of memory is not counted. The chain stops, sets outOfMemory, and
/// continues with the same product at the next command to run or to make steps.
class Chain
{
public:
    using Handle = boc::Acquired<Chain>;

    Chain(std::shared_ptr<SharedState> shared, std::uint32_t index);

    // Commands. `pauses` is the number of pauses before the command; it is dropped if there was
    // another one since.

    /// Makes steps until the next pause.
    static void run(const Handle &self, std::uint64_t pauses);
    /// Makes this number of further steps, at least one.
    static void makeSteps(const Handle &self, std::uint64_t steps, std::uint64_t pauses);

private:
    /// True if the next step is scheduled now, false if there is no memory for it.
    static bool schedule(const Handle &self);
    static void step(const Handle &self, boc::AcquiredSpan<Matrix> window);
    /// Computes the remaining products of the step. False if interrupted by a pause or by a stop of
    /// the runtime. Throws std::bad_alloc.
    bool multiply(boc::AcquiredSpan<Matrix> window);
    void advance();

    // What each step needs comes first, so that it is in few cache lines.
    Progress *m_progress;
    std::uint64_t m_count = 0;
    Window m_window;
    std::uint32_t m_head;
    workloads::StepCommands m_commands;
    std::shared_ptr<SharedState> m_shared;
    std::uint64_t m_products = 0; // done in the interrupted step
    Matrix m_scratch;
};

} // namespace cownscope::rings
