// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/handover.h>
#include <boc/detail/in_flight.h>
#include <boc/detail/sync.h>
#include <boc/detail/thread_context.h>

#include <atomic>
#include <cstdint>

namespace boc::detail {

/// Why behaviors cannot be run by the short way at the moment: written by anybody, looked at by the
/// workers before each behavior.
struct Attention
{
    enum Reason : std::uint32_t {
        Stopping = 1,    // the runtime gives up what has not started
        MarksBodies = 2, // somebody wants to know which bodies run
    };
    Atomic<std::uint32_t> reasons{0};

    bool isNeeded() const noexcept { return reasons.load(std::memory_order_relaxed) != 0; }
};

/// The part of a worker that the templates of behaviors use, so that scheduling and running are
/// compiled in one piece with the bodies. Used by the worker's own thread.
class WorkerFront : public Handover
{
public:
    WorkerFront(Scheduler &owner, const Attention &ofOwner) noexcept
        : Handover(&owner)
        , scheduler(owner)
        , attention(ofOwner)
    { }

    Scheduler &scheduler;
    const Attention &attention;

    alignas(cacheLineSize) InFlightCounts inFlight;
};

} // namespace boc::detail
