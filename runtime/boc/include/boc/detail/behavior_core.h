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

/// What is to become of a ready behavior.
enum class Verdict : std::uint8_t {
    Run,
    Stopped,   // its runtime is stopping
    Cancelled, // its scope is cancelled
};

/// A behavior as the scheduler sees it: a body to run once all its slots are granted.
///
/// Life: made and admitted by the scheduler; placed (every slot in the queue of its cown); granted
/// slot by slot; dispatched by whoever grants the last; run; its slots released; destroyed. From
/// placement to dispatch it belongs to the cowns' queues, afterwards to the queue or thread that
/// has it.
///
/// The cowns are named by handles, which the caller lends until the behavior is placed; from then
/// on the queues keep the cowns. Handles that were given away (temporaries) become the behavior's.
///
/// `missing` counts slots not granted yet, and in a batch the placing thread as well, which keeps
/// the behavior there until all locks are given back. It is set once, before the first slot is
/// linked and the first lock of the placement given back, hence before any other thread can grant:
/// a behavior whose cowns are all free needs no atomic read-modify-write on it.
class BehaviorCore
{
public:
    /// Up to so many slots are put in order on the stack; more have room for it in the behavior.
    static constexpr std::uint32_t fewSlots = exploring ? 2 : 16;

    BehaviorCore(const BehaviorCore &) = delete;
    BehaviorCore &operator=(const BehaviorCore &) = delete;

    /// Runs the body, or only marks the result with the error that tells why not; then destroys the
    /// closure, unless the body wants to run again. Returns what the body threw.
    virtual std::exception_ptr run(Verdict verdict) noexcept = 0;

    /// On a worker of its runtime, where nothing speaks against it: runs the body, hands on the
    /// cowns, and is gone. The same as run, Handover::finish and what belongs to them, in one
    /// piece. False if the body wants to run again: then nothing is handed on.
    virtual bool execute(WorkerFront &worker) noexcept = 0;

    /// Destroys and frees the behavior, which was released, or abandoned.
    virtual void destroy() noexcept = 0;

    /// Gives up what it has of cowns and their handles, and destroys it. It was never placed.
    void abandon() noexcept;

    /// True if somebody keeps the result, which then carries an exception.
    bool hasResult() const noexcept { return has(HasResult); }

    /// If it has a result: the place at the result cown, which it holds from the beginning.
    Slot &resultSlot() noexcept { return m_result; }

    /// The slots in the order in which their cowns were named.
    std::span<Slot> slotSpan() const noexcept { return {slotsAt(m_slotsOffset), m_slotCount}; }

    /// From now on the slot, which is one of its own, owns a handle.
    void ownHandle(Slot &slot) noexcept
    {
        slot.setOwnsHandle();
        set(OwnsHandles);
    }

    /// The slot has become the heir of its queue's handle. One that owns a handle has two counts
    /// then, of which one is enough.
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

    /// Room to put more than fewSlots slots in order.
    Slot **orderStorage() const noexcept
    {
        return reinterpret_cast<Slot **>(slotsAt(m_slotsOffset) + m_slotCount);
    }

    Scheduler &scheduler() const noexcept { return *m_scheduler; }

    /// The scope that it belongs to and has joined; null if there is none.
    ScopeState *scope() const noexcept { return m_scope; }
    void setScope(ScopeState *scope) noexcept { m_scope = scope; }

    /// True if one of the cowns is pinned: the behavior runs on the main thread.
    bool isPinned() const noexcept { return has(Pinned); }

    /// After run: the body asks to be run again, see Flow.
    bool runsAgain() const noexcept { return has(Again); }

    /// Where it was scheduled.
    SourceLocation location() const noexcept { return {m_file, m_lineAndFlags / flagsEnd}; }

    /// To be called once, under all locks of the placement, before the first link.
    void setMissing(std::uint32_t missing) noexcept
    {
        m_missing.store(missing, std::memory_order_relaxed);
    }

    /// Counts so many more slots as granted; true if these were the last. The caller must not touch
    /// the behavior after a `false`. The acquire side pairs with the release side in earlier
    /// arrivals: what the former holders of all cowns did happens before the body. Whoever brings
    /// all that is missing needs no read-modify-write, since nobody else can arrive.
    bool arrive(std::uint32_t count = 1) noexcept
    {
        return m_missing.load(std::memory_order_acquire) == count
            || m_missing.fetch_sub(count, std::memory_order_acq_rel) == count;
    }

    /// What the scheduling thread wrote is seen by the one that runs the body.
    [[no_unique_address]] RaceCheck check;

    /// Link in the queue of ready behaviors that owns this one.
    BehaviorCore *next;
    /// Steady-clock time at which a pinned behavior became ready, in nanoseconds.
    std::int64_t readyNs;

protected:
    enum Flag : std::uint32_t {
        NoFlags = 0,
        Pinned = 1,      // one of the cowns is
        Again = 2,       // the body asks to be run again
        OwnsHandles = 4, // some of the slots do so
        HasClosure = 8,  // which is not destroyed yet
        HasResult = 16,  // somebody keeps it
        flagsEnd = 32,
    };

    /// The slots are made by the derived class, at the offset from this.
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

    /// To be called if a cown is pinned or a handle empty. Throws UsageError if a handle is empty
    /// or a pinned cown belongs to another runtime's main thread.
    void checkSlots();

    void setResult(CownCore &cown) noexcept
    {
        ::new (static_cast<void *>(&m_result)) Slot(&cown, this, Access::Write);
        set(HasResult);
    }
    /// Has a result or owns handles, which few do.
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
        Slot m_result; // made where there is one
    };
};

} // namespace boc::detail
