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
    std::vector<Progress> progress;   ///< by chain: ring · chainsPerRing + number on the ring
    std::atomic<bool> running{false}; ///< whether a step schedules the next one
};

/// The state of a chain, in a cown of its own. Its functions run in behaviors that hold it.
class Chain
{
public:
    using Handle = boc::Acquired<Chain>;

    Chain(std::shared_ptr<Workload> workload, std::uint32_t index);

    /// Goes on for as long as the workload runs. Does nothing if a step is scheduled already.
    static void resume(Handle self);
    /// One step more, whether the workload runs or not.
    static void stepOnce(Handle self);
    /// Forgets a step that was scheduled in a runtime that is gone.
    void forgetScheduled();

private:
    static void schedule(Handle self);
    static void step(Handle self, boc::AcquiredSpan<Matrix> window);
    void multiply(boc::AcquiredSpan<Matrix> window);
    void advance();

    std::shared_ptr<Workload> m_workload;
    const Ring *m_ring;
    Progress *m_progress;
    std::uint64_t m_count = 0;
    std::uint64_t m_owed = 0; // steps asked for while one was scheduled
    std::uint32_t m_head;
    bool m_scheduled = false;
    Matrix m_scratch;
};

} // namespace cownscope::rings
