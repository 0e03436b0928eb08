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

/// What stands where the value of a cown belongs.
enum class Content : std::uint8_t { Empty, Filled, Failed };

/// What becomes of a cown that one of its holders has released.
struct Released
{
    enum Kind : std::uint8_t {
        Nobody,  ///< nobody gets it by this
        Writer,  ///< `first` gets it
        Readers, ///< `first` and all that are linked behind it get it
        Heir,    ///< nobody gets it, and the queue's handle is the caller's now, who has to drop it
    };
    Slot *first = nullptr;
    Kind kind = Nobody;
};

/// What every cown has besides its value: the queue of behaviors that want it, and the counts of
/// its handles.
///
/// | operation            | who                                           |
/// |----------------------|-----------------------------------------------|
/// | retain               | any thread that owns a handle or has the cown |
/// | drop                 | any thread that owns a handle                 |
/// | retainWeak, dropWeak | any thread that owns a handle of that kind    |
/// | promote              | any thread that owns a weak handle            |
/// | claim                | any thread that owns a handle                 |
/// | lock                 | any thread that owns or was lent a handle;    |
/// |                      | locks nest in address order                   |
/// | enqueue, unlockAs    | the holder of the lock                        |
/// | release              | the thread that ran the slot's behavior, once |
/// | holdForResult        | the creator, before anyone else can see it    |
///
/// m_word is Locked, or else the last slot of the queue, with two flags: Shared, while readers hold
/// the cown; Inherits, see below. The slot of a writer that holds the cown is the first of the
/// queue, so the word is 0 exactly if the cown is free. Readers that hold it are not in the queue
/// but counted in m_readers; m_head is then the first that waits, always a writer.
///
/// Invariants, all under the lock:
///  1. One writer holds the cown, or m_readers > 0 readers do, or nobody. If nobody does, nobody
///     waits.
///  2. A reader that comes while readers hold the cown and no writer waits joins them; one that
///     comes later waits behind the writer, so neither starves.
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
/// |                                       | any more, so only who takes it to 0 needs the lock |
/// | everything else                       | under the lock                                     |
///
/// A writer that finds no successor and fails to free the word (it is locked, or somebody queued)
/// takes the lock; whoever queued has appended before giving it back. So what one holder did
/// happens before the body of the next: through the slot and the grant that follows it, or through
/// the word.
///
/// Handles, and the end. Behaviors do not count as handles: a cown that is held stays, whether or
/// not there are handles. (A handle that was given to a behavior is one like any other, of a slot;
/// it says nothing of the queue's.) If it is held when the last handle is dropped, the queue
/// inherits the handle: the word becomes Inherits by a release CAS, and whoever frees the cown gets
/// the handle, to drop it. So the count is never 0 while anybody can reach the cown. Holders may
/// make new handles; nobody else can who does not own one. If it is free, the lock keeps it so
/// while the counts are looked at.
///
/// Two counts end the cown in two steps. The end of the last handle destroys the value; the life of
/// the value counts as one weak handle, and the last weak one frees the memory. Every change of a
/// count is a read-modify-write (or made by somebody who knows that nobody else is left), so that
/// all of a count's release decrements stay visible to the acquire of the one that ends it,
/// whatever relaxed increments come between.
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

    /// The release decrement pairs with the acquire, in dropLast, of the one that turns out to be
    /// the last, so that all uses of the value happen before its destruction.
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

    /// The release decrement pairs with the acquire in the one that finds itself to be the last,
    /// so that everybody is done with the memory before it is freed. A sole owner needs no
    /// read-modify-write, since only an owner can make another.
    void dropWeak() noexcept
    {
        if (m_counts.load(std::memory_order_acquire) == oneWeak
            || m_counts.fetch_sub(oneWeak, std::memory_order_acq_rel) == oneWeak)
            free();
    }

    /// Adds a strong handle where there is one still, or where a behavior has the cown; false where
    /// the value is dead or dying.
    bool promote() noexcept;

    /// Gives up the last strong handle while keeping the value, which is the caller's own from then
    /// on, until reclaim; false, and nothing is changed, where there are other handles, or where
    /// somebody else than `holder` has the cown or waits for it.
    bool claim(const Slot *holder = nullptr) noexcept;

    /// Has the calling thread's Reclaimer end the value, which nobody can reach any more.
    void reclaim() noexcept;

    /// Returns with the lock held. Gives the word as it was, which only the holder knows meanwhile.
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
        Slot *predecessor;   ///< behind which the slot has to be appended; null if there is none
    };

    /// Under the lock: takes the cown for the slot or a place in the queue. Nobody can see that
    /// before the slot is appended and the lock given back.
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

    /// For placement.cpp: the word while it is locked, of a batch perhaps by several slots.
    std::uintptr_t &lockedWord() noexcept { return m_lockedWord; }

    /// Gives up the slot's hold. The slot, and what is granted, may be gone once the behaviors
    /// granted have arrived; the cown, once this returns anything but Heir.
    Released release(Slot &slot) noexcept;

    /// Gives up the hold of a writer if nobody waits, nobody has the lock, and the queue has no
    /// handle; false, and nothing is changed, otherwise.
    bool tryFree(const Slot &slot) noexcept
    {
        // Acquire: whoever placed the slot may be done with it only just now.
        std::uintptr_t mine = wordOf(&slot);
        return m_word.compare_exchange_strong(mine, 0, std::memory_order_acq_rel,
                                              std::memory_order_relaxed);
    }

    /// True if nobody but the behavior of this slot, a writer's, can reach the cown any more: there
    /// is no handle, strong or weak, but that of the slot or of the queue, and nobody waits. Then
    /// it need not be released.
    ///
    /// The counts come first: once nobody has a handle, only this holder could make one, so that
    /// the queue does not change any more. Who queued before, did so while he had a handle.
    bool isOnlyFor(const Slot &slot) const noexcept
    {
        const std::uintptr_t inherits = slot.ownsHandle() ? 0 : inheritsFlag;
        return m_counts.load(std::memory_order_acquire) == oneHandle + oneWeak
            && m_word.load(std::memory_order_acquire) == (wordOf(&slot) | inherits);
    }

    /// For whoever knows by isOnlyFor that nobody else can reach the cown: makes it free, so that
    /// dropping the handle ends it.
    void freeUnseen() noexcept { m_word.store(0, std::memory_order_relaxed); }

    /// For whoever has the last handle, where nobody else can reach the cown: ends it at once if
    /// nobody can notice the end of the value; false if somebody might.
    bool tryEndQuietly() noexcept
    {
        const bool quiet = m_endsQuietly && m_content != Content::Failed;
        if (quiet)
            free();
        return quiet;
    }

    /// Makes the new cown look held by the writer that will fill it.
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
    /// `endsQuietly` if a value that is there needs no destruction.
    CownCore(bool pinned, bool endsQuietly) noexcept
        : m_pinned(pinned)
        , m_endsQuietly(endsQuietly)
    { }
    virtual ~CownCore() = default;

    /// Called once, when nobody can reach the value any more, on the thread that found out: sees to
    /// its end and then drops the weak count that stands for it.
    virtual void destroy() noexcept = 0;

    /// Called once, when the last weak count is gone as well.
    virtual void free() noexcept = 0;

private:
    friend class Reclaimer;

    // Ordered so that a word above inheritsFlag is that of a cown that is held. The locked word is
    // only this flag: what the cown's word was is known to the holder of the lock alone.
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
    /// Drops what looked like the last handle.
    void dropLast() noexcept;
    Released releaseWrite(Slot &slot) noexcept;
    Released releaseRead() noexcept;
    /// Under the lock, which it gives back: nobody holds the cown or waits for it.
    Released becomeFree(std::uintptr_t word) noexcept;

    static bool isHeld(std::uintptr_t word) noexcept { return word > inheritsFlag; }

    Atomic<std::uintptr_t> m_word{0};
    union
    {
        Slot *m_head = nullptr;
        /// The next cown that a Reclaimer has to destroy, once no behavior can want this one.
        CownCore *m_nextReclaimed;
    };
    std::uintptr_t m_lockedWord = 0;
    // Handles, and in the upper half weak ones: together, so that both can be seen at one moment.
    Atomic<std::uint64_t> m_counts{oneHandle + oneWeak};
    Atomic<std::uint32_t> m_readers{0};
    const bool m_pinned;
    const bool m_endsQuietly;

protected:
    /// The box's own; here, where it costs nothing.
    Content m_content = Content::Empty;

private:
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
