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
#include <span>

namespace boc::detail {

class Scheduler;
class ScopeState;

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
/// `missing` counts slots not granted yet, and in a batch the placing thread as well, which keeps
/// the behavior there until all locks are given back. It is set once, before the first lock of the
/// placement is given back, hence before any other thread can grant: a behavior whose cowns are all
/// free needs no atomic read-modify-write on it.
class BehaviorCore
{
public:
    BehaviorCore(const BehaviorCore &) = delete;
    BehaviorCore &operator=(const BehaviorCore &) = delete;

    /// Runs the body, or only marks the result with the error that tells why not; then destroys the
    /// closure, unless the body wants to run again. Returns what the body threw.
    virtual std::exception_ptr run(Verdict verdict) noexcept = 0;

    /// True if somebody keeps the result, which then carries an exception.
    virtual bool hasResult() const noexcept = 0;

    /// Gives up the result cown; the slots granted by that, as CownCore::release.
    virtual Slot *releaseResult() noexcept = 0;

    /// Destroys and frees the behavior, dropping its hold on the cowns' handles.
    virtual void destroy() noexcept = 0;

    /// The slots, sorted by cown and without duplicates.
    std::span<Slot> slotSpan() const noexcept { return {slotsAt(m_slotsOffset), m_slotCount}; }

    Scheduler &scheduler() const noexcept { return *m_scheduler; }

    /// The scope that it belongs to and has joined; null if there is none.
    ScopeState *scope() const noexcept { return m_scope; }

    /// True if one of the cowns is pinned: the behavior runs on the main thread.
    bool isPinned() const noexcept { return m_pinned; }

    /// After run: the body asks to be run again, see Flow.
    bool runsAgain() const noexcept { return m_again; }

    /// Where it was scheduled.
    SourceLocation location() const noexcept { return {m_file, m_line}; }
    void setLocation(const SourceLocation &location) noexcept
    {
        m_file = location.file;
        m_line = location.line & maxLine;
    }

    /// To be called once, under all locks of the placement.
    void setMissing(std::uint32_t missing) noexcept
    {
        m_missing.store(missing, std::memory_order_relaxed);
    }

    /// Counts one more slot as granted; true if it was the last. The caller must not touch the
    /// behavior after a `false`. The acquire side pairs with the release side in earlier arrivals:
    /// what the former holders of all cowns did happens before the body. A sole missing slot needs
    /// no read-modify-write, since nobody else can arrive.
    bool arrive() noexcept
    {
        return m_missing.load(std::memory_order_acquire) == 1
            || m_missing.fetch_sub(1, std::memory_order_acq_rel) == 1;
    }

    /// What the scheduling thread wrote is seen by the one that runs the body.
    [[no_unique_address]] RaceCheck check;

    /// Link in the queue of ready behaviors that owns this one.
    BehaviorCore *next = nullptr;
    /// Steady-clock time at which a pinned behavior became ready, in nanoseconds.
    std::int64_t readyNs = 0;

protected:
    BehaviorCore(Scheduler &scheduler, ScopeState *scope) noexcept
        : m_scheduler(&scheduler)
        , m_scope(scope)
    { }
    virtual ~BehaviorCore() = default;

    /// Hands over the slots as named by the caller; sorts them, folds duplicates (a write among
    /// them wins) and takes one count of each cown's handles. Throws UsageError if a pinned cown
    /// belongs to another runtime's main thread, leaving the counts as they were.
    void adoptSlots(Slot *first, std::uint32_t count);

    /// Gives back the counts that adoptSlots took.
    void dropCowns() noexcept;

    void setAgain(bool again) noexcept { m_again = again; }

private:
    static constexpr std::uint32_t maxLine = (1u << 30) - 1;

    Slot *slotsAt(std::uint32_t offset) const noexcept
    {
        auto *self = reinterpret_cast<std::byte *>(const_cast<BehaviorCore *>(this));
        return reinterpret_cast<Slot *>(self + offset);
    }

    Scheduler *m_scheduler;
    ScopeState *m_scope;
    const char *m_file = "";
    std::uint32_t m_slotsOffset = 0; // from this; they share the behavior's allocation
    std::uint32_t m_slotCount = 0;
    Atomic<std::uint32_t> m_missing{0};
    std::uint32_t m_line : 30 = 0;
    bool m_pinned : 1 = false;
    bool m_again : 1 = false;
};

} // namespace boc::detail
