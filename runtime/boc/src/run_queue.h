// SPDX-License-Identifier: MIT
#pragma once

#include "inbox.h"
#include "run_ring.h"

#include <boc/detail/behavior_core.h>

#include <cstddef>
#include <span>

namespace boc::detail {

/// A worker's queue of ready behaviors: a ring, and an inbox for what comes from other threads or
/// does not fit into the ring. Who may call what: see RunRing and Inbox.
struct RunQueue
{
    /// Owner only.
    void push(BehaviorCore &behavior) noexcept
    {
        if (!ring.push(behavior)) [[unlikely]]
            pushOverflow(behavior);
    }

    /// Owner only.
    void push(std::span<BehaviorCore *const> behaviors) noexcept
    {
        for (BehaviorCore *behavior : behaviors.subspan(ring.push(behaviors)))
            pushOverflow(*behavior);
    }

    /// Owner only; a thief may have emptied it meanwhile.
    bool empty() const noexcept { return ring.empty() && inbox.size() == 0; }

    std::size_t size() const noexcept { return ring.size() + inbox.size(); }

    RunRing ring;
    Inbox inbox;

private:
    // Out of line, so that push needs few registers.
    [[gnu::noinline]] void pushOverflow(BehaviorCore &behavior) noexcept
    {
        inbox.push(behavior, Inbox::Origin::Overflow);
    }
};

} // namespace boc::detail
