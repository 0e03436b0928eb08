// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/behavior_core.h>
#include <boc/detail/cown_core.h>

#include <cstddef>
#include <cstdint>
#include <span>

namespace boc::detail {

/// Hands a ready behavior to a worker or to the main thread.
void dispatch(BehaviorCore &behavior) noexcept;
/// The same for several. Overwrites the span. Behaviors that go the same way keep their order.
void dispatch(std::span<BehaviorCore *> behaviors) noexcept;

/// Releases the cowns of a behavior that has ended, and collects the behaviors that become ready by
/// that. Used by one thread.
class Handover
{
public:
    /// `scheduler` is the worker's scheduler; null on threads that are not workers.
    explicit Handover(const Scheduler *scheduler) noexcept
        : m_scheduler(scheduler)
    { }
    Handover(const Handover &) = delete;
    Handover &operator=(const Handover &) = delete;

    /// Releases all cowns of the behavior. The behavior may own handles afterwards, to cowns that
    /// nobody else can reach.
    void release(BehaviorCore &behavior) noexcept;

    /// The same for these slots. A behavior that gets several cowns at once arrives once.
    template <std::size_t count>
    void release(std::span<Slot, count> all) noexcept
    {
        BehaviorCore *granted = nullptr;
        std::uint32_t grants = 0;
        for (Slot &slot : all) {
            BehaviorCore *const next = release(slot);
            if (!next)
                continue;
            if (next != granted) {
                if (granted)
                    arrive(*granted, grants);
                granted = next;
                grants = 0;
            }
            ++grants;
        }
        if (granted)
            arrive(*granted, grants);
    }

    /// The next writer, to which the caller has to grant the cown; null if nothing is left to do.
    BehaviorCore *release(Slot &slot) noexcept
    {
        if (slot.isPlainWrite()) [[likely]] {
            const Slot::Successor next = slot.successor();
            if (next.slot) {
                if (!next.reads) [[likely]]
                    return &next.slot->behavior();
            } else if (slot.cown()->tryFree(slot)) [[likely]] {
                return nullptr;
            }
        }
        return releaseOther(slot);
    }
    void releaseResult(Slot &slot) noexcept;

    /// Releases all cowns of a behavior that ran or was discarded, and destroys it.
    void finish(BehaviorCore &behavior) noexcept;

    /// Counts the grants at the behaviors that get the cown.
    void grant(const Released &released) noexcept;

    void arrive(BehaviorCore &behavior, std::uint32_t grants) noexcept
    {
        if (behavior.arrive(grants)) [[likely]]
            addReady(behavior);
    }

    /// The behavior to run next; null if there is none. Only this thread can see it; the thread
    /// runs it at once or queues it.
    BehaviorCore *direct = nullptr;

private:
    /// On a worker, the first behavior that becomes ready runs next; the others are dispatched.
    void addReady(BehaviorCore &behavior) noexcept
    {
        if (mayRunNext(behavior)) [[likely]]
            direct = &behavior;
        else
            dispatch(behavior);
    }
    bool mayRunNext(const BehaviorCore &behavior) const noexcept
    {
        return !direct && &behavior.scheduler() == m_scheduler && !behavior.isPinned();
    }
    /// Counts a grant at each of the linked readers.
    void grantReaders(Slot *first) noexcept;
    BehaviorCore *releaseOther(Slot &slot) noexcept;

    const Scheduler *const m_scheduler;
};

} // namespace boc::detail
