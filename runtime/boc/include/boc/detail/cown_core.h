// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/pool.h>
#include <boc/detail/slot.h>
#include <boc/detail/sync.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <new>

namespace boc::detail {

/// What the value's place in a cown contains.
enum class Content : std::uint8_t { Empty, Filled, Failed };

/// Who gets a cown after one of its holders released it.
struct Released
{
    enum Kind : std::uint8_t {
        Nobody,  ///< nobody gets it
        Writer,  ///< `first`, a writer, gets it
        Readers, ///< `first` and all readers linked behind it get it
        Heir,    ///< nobody gets it; the caller now owns the queue's handle and has to drop it
    };
    Slot *first = nullptr;
    Kind kind = Nobody;
};

/// The part of a cown that does not depend on the value's type: the queue of behaviors that want
/// it, and the counts of its handles.
///
/// | operation            | who                                           |
/// |----------------------|-----------------------------------------------|
/// | retain               | any thread that owns a handle or has the cown |
/// | drop                 | any thread that owns a handle                 |
/// | retainWeak, dropWeak | any thread that owns a handle of that kind    |
/// | promote              | any thread that owns a weak handle            |
/// | claim                | any thread that owns a handle                 |
/// | lock                 | any thread that owns or borrows a handle;     |
/// |                      | locks nest in address order                   |
/// | enqueue, unlockAs    | the holder of the lock                        |
/// | release              | the thread that ran the slot's behavior, once |
/// | holdForResult        | the creator, before anyone else can see it    |
///
/// m_word is Locked, or else the last slot of the queue, with two flags: Shared, while readers hold
/// the cown; Inherits, see below. The slot of a writer that holds the cown is the first of the
/// queue, so the word is 0 exactly if the cown is free. Readers that hold it are not in the queue
/// but counted in m_readers; m_head is then the first waiting slot, always a writer's.
///
/// Invariants, all under the lock:
///  1. One writer holds the cown, or m_readers > 0 readers do, or nobody. If nobody does, nobody
///     waits.
///  2. A reader that arrives while readers hold the cown and no writer waits joins them. A reader
///     that arrives later waits behind the writer, so neither starves.
///  3. Slots are granted in queue order; consecutive readers are granted together.
///
/// | step                                  | atomic operations                                  |
/// |---------------------------------------|----------------------------------------------------|
/// | lock                                  | acquire exchange with Locked                       |
/// | show a place: append, then unlock     | release store to the predecessor's slot; release   |
/// |                                       | store of the word                                  |
/// | a writer releases, a writer follows   | acquire load of its own slot's link; the word does |
/// |                                       | not change                                         |
/// | a writer releases, nobody follows     | acq_rel CAS of the word from its slot to 0         |
/// | a reader joins                        | relaxed increment of m_readers, under the lock     |
/// | a reader releases, a writer waits     | acq_rel decrement of m_readers: nobody can join    |
/// |                                       | any more, so only the last one needs the lock      |
/// | everything else                       | under the lock                                     |
///
/// A writer that finds no successor and fails to free the word (it is locked, or somebody queued)
/// takes the lock; a successor appends its slot before it releases the lock. So everything that one
/// holder did happens before the body of the next: through the slot and the grant that follows it,
/// or through the word.
///
/// Handles and destruction. Behaviors do not count as handles: a cown that is held stays alive,
/// whether or not there are handles. (A handle that was moved into a behavior belongs to one of its
/// slots and is counted like any other.) If the cown is held when the last handle is dropped, the
/// queue inherits the handle: a release CAS sets Inherits in the word, and the thread that frees
/// the cown gets the handle and drops it. So the count is never 0 while anybody can reach the cown.
/// Only holders of the cown and owners of a handle can make new handles. If the cown is free, the
/// lock keeps it free while the counts are read.
///
/// Two counts end the cown in two steps. Dropping the last handle destroys the value. A living
/// value counts as one weak handle, and dropping the last weak handle frees the memory. Every
/// change of a count is a read-modify-write (or made by a sole owner), so the acquire of the last
/// decrement sees all earlier release decrements, whatever relaxed increments come between.
class CownCore
{
public:
    CownCore(const CownCore &) = delete;
    CownCore &operator=(const CownCore &) = delete;

    static void *operator new(std::size_t bytes) { return allocateBlock(bytes); }
    static void operator delete(void *cown, std::size_t bytes) noexcept { freeBlock(cown, bytes); }
    static void *operator new(std::size_t bytes, std::align_val_t alignment)
    {
        return ::operator new(bytes, alignment);
    }
    static void operator delete(void *cown, std::size_t, std::align_val_t alignment) noexcept
    {
        ::operator delete(cown, alignment);
    }

    void retain() noexcept { m_counts.fetch_add(oneHandle, std::memory_order_relaxed); }

    /// The release decrement pairs with the acquire in dropLast, so that all uses of the value
    /// happen before its destruction.
    void drop() noexcept
    {
        std::uint64_t counts = m_counts.load(std::memory_order_relaxed);
        while (handlesOf(counts) != 1) {
            if (m_counts.compare_exchange_weak(counts, counts - oneHandle,
                                               std::memory_order_release,
                                               std::memory_order_relaxed))
                return;
        }
        dropLast();
    }

    void retainWeak() noexcept { m_counts.fetch_add(oneWeak, std::memory_order_relaxed); }

    /// The release decrement pairs with the acquire of the last one, so that all uses of the memory
    /// happen before it is freed. A sole owner needs no read-modify-write, since only an owner can
    /// make another.
    void dropWeak() noexcept
    {
        if (m_counts.load(std::memory_order_acquire) == oneWeak
            || m_counts.fetch_sub(oneWeak, std::memory_order_acq_rel) == oneWeak)
            free();
    }

    /// Adds a strong handle if there still is one, or if a behavior holds the cown; false if the
    /// value is destroyed or being destroyed.
    bool promote() noexcept;

    /// Drops the last strong handle but keeps the value, which the caller owns until reclaim.
    /// False, with nothing changed, if there are other handles, or if anybody but `holder` holds
    /// the cown or waits for it.
    bool claim(const Slot *holder = nullptr) noexcept;

    /// Passes the value, which nobody can reach any more, to the calling thread's Reclaimer to
    /// destroy.
    void reclaim() noexcept;

    /// Returns with the lock held. Returns the word as it was; meanwhile only the holder of the
    /// lock knows it.
    std::uintptr_t lock() noexcept
    {
        const std::uintptr_t word = m_word.exchange(lockedFlag, std::memory_order_acquire);
        return word != lockedFlag ? word : lockContended();
    }

    void unlockAs(std::uintptr_t word) noexcept { m_word.store(word, std::memory_order_release); }

    struct Placed
    {
        std::uintptr_t word; ///< the new one
        bool taken;          ///< the slot has the cown
        Slot *predecessor;   ///< the slot to append to; null if there is none
    };

    /// Under the lock: acquires the cown for the slot, or takes a place in the queue. Nobody can
    /// see this before the slot is appended and the lock released.
    Placed enqueue(Slot &slot, std::uintptr_t word) noexcept
    {
        return slot.access() == Access::Read ? enqueueRead(slot, word) : enqueueWrite(slot, word);
    }
    Placed enqueueWrite(Slot &slot, std::uintptr_t word) noexcept
    {
        m_queueCheck.writes();
        if (word == 0)
            return {wordOf(&slot), true, nullptr};
        Slot *const last = slotOf(word);
        if (!last)
            m_head = &slot;
        return {wordOf(&slot) | (word & flags), false, last};
    }
    Placed enqueueRead(Slot &slot, std::uintptr_t word) noexcept
    {
        m_queueCheck.writes();
        if (Slot *const last = slotOf(word))
            return {wordOf(&slot) | (word & flags), false, last};
        m_readers.fetch_add(1, std::memory_order_relaxed);
        return {word | sharedFlag, true, nullptr};
    }

    /// For placement.cpp: the current word while the cown is locked; in a batch, several slots may
    /// change it.
    std::uintptr_t &lockedWord() noexcept { return m_lockedWord; }

    /// Releases the slot's hold. The slot and the granted slots may be destroyed once the granted
    /// behaviors have arrived; the cown, once this returns anything but Heir.
    Released release(Slot &slot) noexcept;

    /// Releases the hold of a writer if nobody waits, nobody has the lock, and the queue has no
    /// handle; otherwise false, with nothing changed.
    bool tryFree(const Slot &slot) noexcept
    {
        // Acquire: the thread that placed the slot may have released the lock only just now.
        std::uintptr_t mine = wordOf(&slot);
        return m_word.compare_exchange_strong(mine, 0, std::memory_order_acq_rel,
                                              std::memory_order_relaxed);
    }

    /// True if only the behavior of this slot, a writer's, can still reach the cown: there is no
    /// handle, strong or weak, except the slot's or the queue's, and nobody waits. Then it need not
    /// be released.
    ///
    /// The counts are read first: once nobody has a handle, only this holder could make one, so the
    /// queue does not change any more. Everything queued before was queued by an owner of a handle.
    bool isOnlyFor(const Slot &slot) const noexcept
    {
        const std::uintptr_t inherits = slot.ownsHandle() ? 0 : inheritsFlag;
        return m_counts.load(std::memory_order_acquire) == oneHandle + oneWeak
            && m_word.load(std::memory_order_acquire) == (wordOf(&slot) | inherits);
    }

    /// Call only after isOnlyFor returned true: makes the cown free, so that dropping the handle
    /// destroys it.
    void freeUnseen() noexcept { m_word.store(0, std::memory_order_relaxed); }

    /// Called by the owner of the last handle if nobody else can reach the cown: frees it at once
    /// if the value needs no destruction; false if it does.
    bool tryEndQuietly() noexcept
    {
        const bool quiet = m_endsQuietly && m_content != Content::Failed;
        if (quiet)
            free();
        return quiet;
    }

    /// Marks the new cown as held by the writer that will fill it.
    void holdForResult(Slot &slot) noexcept
    {
        m_word.store(wordOf(&slot), std::memory_order_relaxed);
    }

    /// The order in which the locks of cowns nest.
    const LockRank &lockRank() const noexcept { return m_rank; }

    bool isPinned() const noexcept { return m_pinned; }

    /// Identifies the runtime whose main thread a pinned cown lives on; 0 for an ordinary cown.
    virtual std::uint64_t pinnedRuntime() const noexcept { return 0; }

    /// False for a pinned cown anywhere but on the main thread of its runtime.
    virtual bool isAtHome() const noexcept { return true; }

    bool hasContent() const noexcept { return m_content != Content::Empty; }

protected:
    /// `endsQuietly` if the value needs no destruction.
    CownCore(bool pinned, bool endsQuietly) noexcept
        : m_pinned(pinned)
        , m_endsQuietly(endsQuietly)
    { }
    virtual ~CownCore() = default;

    /// Called once, when nobody can reach the value any more: destroys the value, or has it
    /// destroyed, and then drops the weak count that belongs to it.
    virtual void destroy() noexcept = 0;

    /// Called once, when the last weak count is dropped.
    virtual void free() noexcept = 0;

private:
    friend class Reclaimer;

    // Ordered so that a word greater than inheritsFlag means a cown that is held. A locked word is
    // only this flag; only the holder of the lock knows the previous word.
    static constexpr std::uintptr_t lockedFlag = 1;
    static constexpr std::uintptr_t inheritsFlag = 2;
    static constexpr std::uintptr_t sharedFlag = 4;
    static constexpr std::uintptr_t flags = lockedFlag | inheritsFlag | sharedFlag;

    static std::uintptr_t wordOf(const Slot *slot) noexcept
    {
        return reinterpret_cast<std::uintptr_t>(slot);
    }
    static Slot *slotOf(std::uintptr_t word) noexcept
    {
        return reinterpret_cast<Slot *>(word & ~flags);
    }

    static constexpr std::uint64_t oneHandle = 1;
    static constexpr std::uint64_t oneWeak = std::uint64_t{1} << 32;
    static std::uint32_t handlesOf(std::uint64_t counts) noexcept
    {
        return static_cast<std::uint32_t>(counts);
    }

    std::uintptr_t lockContended() noexcept;
    /// Drops the handle that appeared to be the last one.
    void dropLast() noexcept;
    Released releaseWrite(Slot &slot) noexcept;
    Released releaseRead() noexcept;
    /// Called under the lock, which it releases, when nobody holds the cown or waits for it.
    Released becomeFree(std::uintptr_t word) noexcept;

    static bool isHeld(std::uintptr_t word) noexcept { return word > inheritsFlag; }

    Atomic<std::uintptr_t> m_word{0};
    union
    {
        Slot *m_head = nullptr;
        /// The next cown in a Reclaimer's list; used when no behavior can reach this one.
        CownCore *m_nextReclaimed;
    };
    std::uintptr_t m_lockedWord = 0;
    // Handles, and in the upper half weak ones: in one word, so that both can be read at once.
    Atomic<std::uint64_t> m_counts{oneHandle + oneWeak};
    Atomic<std::uint32_t> m_readers{0};
    const bool m_pinned;
    const bool m_endsQuietly;

protected:
    /// Used by the box only; placed here because it fits into padding.
    Content m_content = Content::Empty;

private:
    [[no_unique_address]] LockRank m_rank;
    [[no_unique_address]] RaceCheck m_queueCheck;
};

/// Claims the cown for taking its value out; throws UsageError if that is not possible, with the
/// cown unchanged.
void claimForTaking(CownCore *cown);

/// Throws UsageError if the cown has neither a value nor an exception, because it was pinned and
/// its runtime has ended.
void requireContent(const CownCore &cown);

} // namespace boc::detail
