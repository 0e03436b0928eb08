// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/cown_core.h>
#include <boc/detail/slot.h>
#include <boc/detail/sync.h>
#include <boc/slow_body.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <new>
#include <span>

namespace boc::detail {

class Scheduler;
class ScopeState;
class WorkerFront;

/// How to finish a ready behavior: run its body, or store an error instead.
enum class Verdict : std::uint8_t {
    Run,
    Stopped,   // its runtime is stopping
    Cancelled, // its scope is cancelled
};

/// A behavior as the scheduler sees it: a body to run once all its slots are granted.
///
/// Life cycle: made and admitted by the scheduler; placed (every slot in the queue of its cown);
/// granted slot by slot; dispatched by the thread that grants the last slot; run; its slots
/// released; destroyed. From placement to dispatch the cowns' queues own it, afterwards the queue
/// or thread that it was dispatched to.
///
/// The caller keeps the cowns alive with its handles until the behavior is placed; from then on the
/// queues keep them alive. Temporary handles are moved into the behavior.
///
/// `missing` counts the slots not granted yet. In a batch it also counts the placing thread, which
/// keeps the behavior alive until all locks are released. It is set once, before the first slot is
/// linked and the first lock of the placement is released, so before any other thread can grant. A
/// behavior whose cowns are all free needs no atomic read-modify-write on it.
class BehaviorCore
{
public:
    /// Up to this number of slots are sorted on the stack; more are sorted in the behavior's own
    /// block.
    static constexpr std::uint32_t fewSlots = exploring ? 2 : 16;

    BehaviorCore(const BehaviorCore &) = delete;
    BehaviorCore &operator=(const BehaviorCore &) = delete;

    /// Runs the body, or only stores the error of the verdict in the result; then destroys the
    /// closure, unless the body wants to run again. Returns the exception that the body threw.
    virtual std::exception_ptr run(Verdict verdict) noexcept = 0;

    /// The fast path, on a worker of its runtime: runs the body, releases the cowns and destroys
    /// the behavior, which is run and Handover::finish in one function. False if the body wants to
    /// run again: then nothing is released.
    virtual bool execute(WorkerFront &worker) noexcept = 0;

    /// Destroys and frees the behavior after its release or abandon.
    virtual void destroy() noexcept = 0;

    /// Drops its cowns and handles and destroys it, for a behavior that was never placed.
    void abandon() noexcept;

    /// True if the result is kept; it then also stores the exception.
    bool hasResult() const noexcept { return has(HasResult); }

    /// The slot of the result cown, which the behavior holds from the beginning; only if it has a
    /// result.
    Slot &resultSlot() noexcept { return m_result; }

    /// The slots in the order in which their cowns were named.
    std::span<Slot> slotSpan() const noexcept { return {slotsAt(m_slotsOffset), m_slotCount}; }

    /// Makes the slot, one of this behavior's, the owner of a handle.
    void ownHandle(Slot &slot) noexcept
    {
        slot.setOwnsHandle();
        set(OwnsHandles);
    }

    /// The slot has inherited the queue's handle. If it owns a handle already, one of the two
    /// counts is dropped.
    void inheritHandle(Slot &slot) noexcept
    {
        if (slot.ownsHandle())
            slot.cown()->drop();
        else
            ownHandle(slot);
    }

    /// Drops the handles that the slots own.
    void dropHandles() noexcept
    {
        if (has(OwnsHandles))
            dropOwnedHandles();
    }

    /// Room to sort more than fewSlots slots.
    Slot **orderStorage() const noexcept
    {
        return reinterpret_cast<Slot **>(slotsAt(m_slotsOffset) + m_slotCount);
    }

    Scheduler &scheduler() const noexcept { return *m_scheduler; }

    /// The scope that it has joined; null if there is none.
    ScopeState *scope() const noexcept { return m_scope; }
    void setScope(ScopeState *scope) noexcept { m_scope = scope; }

    /// True if one of the cowns is pinned: the behavior runs on the main thread.
    bool isPinned() const noexcept { return has(Pinned); }

    /// After run: the body asks to be run again, see Flow.
    bool runsAgain() const noexcept { return has(Again); }

    /// Where it was scheduled.
    SourceLocation location() const noexcept { return {m_file, m_lineAndFlags / flagsEnd}; }

    /// Called once, under all locks of the placement, before the first slot is linked.
    void setMissing(std::uint32_t missing) noexcept
    {
        m_missing.store(missing, std::memory_order_relaxed);
    }

    /// Counts `count` more slots as granted; true if these were the last. The caller must not touch
    /// the behavior after a `false`. The acquire side pairs with the release side of earlier
    /// arrivals: everything that the former holders of all cowns did happens before the body. A
    /// caller that grants all missing slots at once needs no read-modify-write, since nobody else
    /// can arrive.
    bool arrive(std::uint32_t count = 1) noexcept
    {
        return m_missing.load(std::memory_order_acquire) == count
            || m_missing.fetch_sub(count, std::memory_order_acq_rel) == count;
    }

    /// Checks that the writes of the scheduling thread happen before the body.
    [[no_unique_address]] RaceCheck check;

    /// Link in the queue of ready behaviors that owns this one.
    BehaviorCore *next;
    /// Steady-clock time at which a pinned behavior became ready, in nanoseconds.
    std::int64_t readyNs;

protected:
    enum Flag : std::uint32_t {
        NoFlags = 0,
        Pinned = 1,      // one of the cowns is pinned
        Again = 2,       // the body asks to be run again
        OwnsHandles = 4, // some of the slots own one
        HasClosure = 8,  // not destroyed yet
        HasResult = 16,  // its handle is kept
        flagsEnd = 32,
    };

    /// The derived class makes the slots, at this offset from `this`.
    BehaviorCore(Scheduler &scheduler, const SourceLocation &location, std::uint32_t flags,
                 std::size_t slotsOffset, std::size_t slotCount) noexcept
        : m_scheduler(&scheduler)
        , m_file(location.file)
        , m_lineAndFlags(location.line * flagsEnd + flags)
        , m_slotsOffset(static_cast<std::uint32_t>(slotsOffset))
        , m_slotCount(static_cast<std::uint32_t>(slotCount))
    {
        check.writes();
    }
    virtual ~BehaviorCore()
    {
        if (hasResult())
            m_result.~Slot();
    }

    bool has(Flag flag) const noexcept { return (m_lineAndFlags & flag) != 0; }
    void set(Flag flag) noexcept { m_lineAndFlags |= flag; }
    void clear(Flag flag) noexcept { m_lineAndFlags &= ~std::uint32_t{flag}; }

    /// Called if a cown is pinned or a handle is empty. Throws UsageError if a handle is empty or a
    /// pinned cown belongs to another runtime's main thread.
    void checkSlots();

    void setResult(CownCore &cown) noexcept
    {
        ::new (static_cast<void *>(&m_result)) Slot(&cown, this, Access::Write);
        set(HasResult);
    }
    /// True if it has a result or owns handles, which is rare.
    bool hasMore() const noexcept { return (m_lineAndFlags & (HasResult | OwnsHandles)) != 0; }

private:
    void dropOwnedHandles() noexcept;

    Slot *slotsAt(std::uint32_t offset) const noexcept
    {
        auto *self = reinterpret_cast<std::byte *>(const_cast<BehaviorCore *>(this));
        return reinterpret_cast<Slot *>(self + offset);
    }

    Scheduler *m_scheduler;
    ScopeState *m_scope = nullptr;
    const char *m_file;
    std::uint32_t m_lineAndFlags;
    const std::uint32_t m_slotsOffset; // from this; they share the behavior's allocation
    const std::uint32_t m_slotCount;
    Atomic<std::uint32_t> m_missing{0};
    union
    {
        Slot m_result; // constructed only if there is one
    };
};

} // namespace boc::detail
