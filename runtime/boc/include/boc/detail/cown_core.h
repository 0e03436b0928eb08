// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/slot.h>
#include <boc/detail/sync.h>
#include <boc/detail/word_lock.h>

#include <atomic>
#include <cstdint>

namespace boc::detail {

/// What every cown has besides its value: the queue of behaviors that want it, and the count of its
/// handles.
///
/// | operation            | who                                        |
/// |----------------------|--------------------------------------------|
/// | retain, drop         | any thread that owns a handle              |
/// | lock, unlock         | any thread; locks nest in address order    |
/// | enqueue              | the holder of the lock                     |
/// | release              | the thread that ran the slot's behavior    |
/// | holdForResult        | the creator, before anyone else can see it |
///
/// Invariants, all under the lock:
///  1. m_holders is −1 for one writer, n > 0 for n readers, 0 when the cown is free.
///  2. If the cown is free, its queue is empty.
///  3. If readers hold it, the head of the queue is a writer: a reader that comes while no writer
///     waits joins the group, and one that comes later waits behind the writer, so neither starves.
///  4. Slots are granted in queue order; consecutive readers are granted together.
///
/// The lock carries the happens-before edge from one holder's body to the next one's: a releasing
/// thread updates m_holders under it, and either grants the successor itself or is seen by the
/// scheduling thread that finds the cown free.
class CownCore
{
public:
    CownCore(const CownCore &) = delete;
    CownCore &operator=(const CownCore &) = delete;

    void retain() noexcept { m_handles.fetch_add(1, std::memory_order_relaxed); }

    /// The release decrement pairs with the acquire in the one that reaches zero, so that all uses
    /// of the value happen before its destruction.
    void drop() noexcept
    {
        if (m_handles.fetch_sub(1, std::memory_order_acq_rel) == 1)
            destroy();
    }

    void lock() noexcept { m_lock.lock(); }
    void unlock() noexcept { m_lock.unlock(); }

    /// Takes the cown for the slot or appends the slot to the queue; true if it was taken.
    bool enqueue(Slot &slot) noexcept;

    /// Gives up one hold and returns the slots granted by that, linked by `next`; null if there are
    /// none. Takes and gives back the lock itself.
    Slot *release(Access access) noexcept;

    /// Makes the new cown look held by the writer that will fill it.
    void holdForResult() noexcept { m_holders = -1; }

    /// The order in which the locks of cowns nest.
    const LockRank &lockRank() const noexcept { return m_rank; }

    bool isPinned() const noexcept { return m_pinned; }

    /// Identifies the runtime whose main thread a pinned cown lives on; 0 for an ordinary cown.
    virtual std::uint64_t pinnedRuntime() const noexcept { return 0; }

protected:
    explicit CownCore(bool pinned) noexcept
        : m_pinned(pinned)
    { }
    virtual ~CownCore() = default;

    /// Called once, when the last handle is gone, on the thread that dropped it.
    virtual void destroy() noexcept = 0;

private:
    WordLock m_lock;
    std::int32_t m_holders = 0;
    Slot *m_head = nullptr;
    Slot *m_tail = nullptr;
    Atomic<std::uint32_t> m_handles{1};
    const bool m_pinned;
    [[no_unique_address]] LockRank m_rank;
    [[no_unique_address]] RaceCheck m_queueCheck;
};

} // namespace boc::detail
