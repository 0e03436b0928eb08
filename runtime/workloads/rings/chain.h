// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/rings/options.h"
#include "workloads/rings/ring.h"

#include <boc/boc.h>

#include <atomic>
#include <cstdint>
#include <memory>
#include <vector>

namespace cownscope::rings {

/// The worker of a chain that has not made a step yet.
inline constexpr std::uint32_t noWorker = UINT32_MAX;

/// How far a chain has come. Written only by the chain's own step, with plain stores; read by
/// anybody at any time. A cache line of its own, so that chains do not slow each other.
struct alignas(64) Progress
{
    std::atomic<std::uint64_t> count{0};
    std::atomic<std::uint32_t> head{0};
    std::atomic<std::uint32_t> worker{noWorker};
};

/// What all chains share. Immutable but for the atomics.
struct Workload
{
    explicit Workload(const Options &derivedOptions);

    Options options;
    std::vector<Ring> rings;
    std::vector<std::atomic<bool>> filled; ///< by ring: its matrices are there
    std::vector<Progress> progress;        ///< by chain: ring · chainsPerRing + number on the ring
    /// How often the owner has paused. What was asked for before the last pause is given up by
    /// whoever meets it: a chain that steps looks here before each product.
    std::atomic<std::uint64_t> pauses{0};
};

/// The state of a chain, in a cown of its own. Its functions run in behaviors that hold it.
class Chain
{
public:
    using Handle = boc::Acquired<Chain>;

    Chain(std::shared_ptr<Workload> workload, std::uint32_t index);

    /// Goes on until the pause after `pauses`.
    static void run(Handle self, std::uint64_t pauses);
    /// So many steps more, at least one, unless there is a pause after `pauses` before they are
    /// done.
    static void makeSteps(Handle self, std::uint64_t steps, std::uint64_t pauses);
    /// Forgets a step that was scheduled in a runtime that is gone.
    void forgetScheduled();

private:
    static void schedule(Handle self);
    static void step(Handle self, boc::AcquiredSpan<Matrix> window);
    /// Begins to serve what was asked for after so many pauses; false if a pause came since.
    bool serve(std::uint64_t pauses);
    bool isPaused() const { return m_workload->pauses.load(std::memory_order_relaxed) != m_pauses; }
    /// Makes the products of the step that are left; false if a pause or the runtime's stop came
    /// before the last.
    bool multiply(boc::AcquiredSpan<Matrix> window);
    void advance();

    std::shared_ptr<Workload> m_workload;
    const Ring *m_ring;
    Progress *m_progress;
    std::uint64_t m_count = 0;
    std::uint64_t m_pauses = 0;   // what is scheduled was asked for after so many
    std::uint64_t m_owed = 0;     // steps asked for while one was scheduled
    std::uint64_t m_products = 0; // of the step that a pause has interrupted
    std::uint32_t m_head;
    bool m_scheduled = false;
    bool m_running = false; // a step schedules the next one
    Matrix m_scratch;
};

} // namespace cownscope::rings
