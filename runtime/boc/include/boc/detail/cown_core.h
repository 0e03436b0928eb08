// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/slot.h>
#include <boc/detail/sync.h>
#include <boc/detail/word_lock.h>

#include <atomic>
#include <cstdint>

namespace boc::detail {

/// What stands where the value of a cown belongs.
enum class Content : std::uint8_t { Empty, Filled, Failed };

/// What every cown has besides its value: the queue of behaviors that want it, and the counts of
/// its handles.
///
/// | operation            | who                                        |
/// |----------------------|--------------------------------------------|
/// | retain, drop         | any thread that owns a handle              |
/// | retainWeak, dropWeak | any thread that owns a handle of that kind |
/// | promote              | any thread that owns a weak handle         |
/// | claim                | any thread that owns a handle              |
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
///
/// Two counts end the cown in two steps. The last strong handle destroys the value; all strong ones
/// together hold one weak count, and the last weak one frees the memory. Every change of a count is
/// a read-modify-write (or a load that shows that nobody else is left), so that all of a count's
/// release decrements stay visible to the acquire of the one that ends it, whatever relaxed
/// increments come between.
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
            reclaim();
    }

    void retainWeak() noexcept { m_weak.fetch_add(1, std::memory_order_relaxed); }

    /// The release decrement pairs with the acquire in the one that finds itself to be the last,
    /// so that everybody is done with the memory before it is freed. A sole owner needs no
    /// read-modify-write, since only an owner can make another.
    void dropWeak() noexcept
    {
        if (m_weak.load(std::memory_order_acquire) == 1
            || m_weak.fetch_sub(1, std::memory_order_acq_rel) == 1)
            free();
    }

    /// Adds a strong handle where there is one still; false where the value is dead or dying. A
    /// count of zero is final. Relaxed as in retain: the new handle adds to one that keeps the
    /// value alive, and what the value is reaches its users through the cown's lock.
    bool promote() noexcept
    {
        std::uint32_t handles = m_handles.load(std::memory_order_relaxed);
        while (handles != 0) {
            if (m_handles.compare_exchange_weak(handles, handles + 1, std::memory_order_relaxed))
                return true;
        }
        return false;
    }

    /// Gives up the last strong handle while keeping the value, which is the caller's own from then
    /// on, until reclaim; false, and nothing is changed, where there are other handles. The acquire
    /// pairs with the release decrements in drop, as the one that reaches zero there.
    bool claim() noexcept
    {
        std::uint32_t one = 1;
        return m_handles.compare_exchange_strong(one, 0, std::memory_order_acquire,
                                                 std::memory_order_relaxed);
    }

    /// Has the calling thread's Reclaimer end the value, whose last handle is gone.
    void reclaim() noexcept;

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

    /// False for a pinned cown anywhere but on the main thread of its runtime.
    virtual bool isAtHome() const noexcept { return true; }

    bool hasContent() const noexcept { return m_content != Content::Empty; }

protected:
    explicit CownCore(bool pinned) noexcept
        : m_pinned(pinned)
    { }
    virtual ~CownCore() = default;

    /// Called once, when the last strong handle is gone, on the thread that dropped it: sees to
    /// the end of the value and then drops the weak count of the strong handles.
    virtual void destroy() noexcept = 0;

    /// Called once, when the last weak count is gone as well.
    virtual void free() noexcept = 0;

private:
    friend class Reclaimer;

    WordLock m_lock;
    const bool m_pinned;

protected:
    /// The box's own; here, where it costs nothing.
    Content m_content = Content::Empty;

private:
    std::int32_t m_holders = 0;
    union
    {
        Slot *m_head = nullptr;
        /// The next cown that a Reclaimer has to destroy, once no behavior can want this one.
        CownCore *m_nextReclaimed;
    };
    Slot *m_tail = nullptr;
    Atomic<std::uint32_t> m_handles{1};
    Atomic<std::uint32_t> m_weak{1};
    [[no_unique_address]] LockRank m_rank;
    [[no_unique_address]] RaceCheck m_queueCheck;
};

/// Claims the cown for somebody who takes the value out of it; throws UsageError where that is not
/// possible, leaving the cown as it was.
void claimForTaking(CownCore *cown);

/// Throws UsageError if there is no value, nor an exception, since the cown was pinned and its
/// runtime has ended.
void requireContent(const CownCore &cown);

} // namespace boc::detail
