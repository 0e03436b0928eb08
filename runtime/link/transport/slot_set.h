// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace cownscope::link {

// How two processes pass slots of shared memory to each other without a lock. The producer fills a
// free slot and publishes it; the consumer takes it, reads it for as long as it likes, and releases
// it. Slots are released in any order. A side that dies at any point leaves nothing locked.
//
// Each published item has a generation: 1, 2, 3 and so on, over all slots, never reused. A word of
// a slot has one writer:
//
// | word      | writer   | meaning                                                       |
// |-----------|----------|---------------------------------------------------------------|
// | published | producer | generation of the item that can be taken; 0 if there is none   |
// | bytes, tag| producer | describe that item                                            |
// | taken     | consumer | the newest generation that the consumer has claimed           |
// | released  | consumer | the newest generation that it has given back                  |
//
// Invariants:
// 1. A slot whose last item has generation g is free if released is g, or if the item was withdrawn
//    before it was claimed. Only the producer touches the bytes of a free slot.
// 2. The consumer owns the item g after it has written g to taken and has then still found g in
//    published. From then on the producer does not touch the slot until released is g.
//
// Withdrawing races with claiming. The producer writes 0 to published and then reads taken; the
// consumer writes g to taken and then reads published. These four accesses are sequentially
// consistent, so at least one side sees the write of the other. If the producer sees the claim, it
// waits for released; if the consumer sees 0, it releases g without reading the slot. If both see
// the other's write, the consumer releases the slot and the producer waits for that. If the
// producer did not see the claim, it owns the slot at once, and the consumer's late words are about
// a generation that nobody waits for.
//
// Each side trusts the other one only as far as its own data: it compares words with generations
// that it knows, and uses none as an index. A hostile producer can publish anything; the consumer
// checks `bytes`.
template <template <class> class Atomic>
struct SlotWords
{
    alignas(64) Atomic<std::uint64_t> published{0};
    Atomic<std::uint64_t> bytes{0};
    Atomic<std::uint64_t> tag{0};
    alignas(64) Atomic<std::uint64_t> taken{0};
    Atomic<std::uint64_t> released{0};
};

// The producer's side; used by one thread.
template <template <class> class Atomic>
class SlotProducer
{
public:
    explicit SlotProducer(std::span<SlotWords<Atomic>> words)
        : m_words(words)
        , m_slots(words.size())
    { }

    // A free slot, which is then the caller's to fill; the same one until it is published. The
    // first free slot is chosen, so that few slots stay in the cache.
    std::optional<std::size_t> acquire()
    {
        if (m_filling)
            return m_filling;
        for (std::size_t i = 0; i < m_slots.size(); ++i) {
            if (isFree(i)) {
                m_filling = i;
                return i;
            }
        }
        return {};
    }

    // Publishes the acquired slot; returns the item's generation.
    std::uint64_t publish(std::uint64_t bytes, std::uint64_t tag)
    {
        const std::size_t slot = *m_filling;
        m_filling.reset();
        SlotWords<Atomic> &words = m_words[slot];
        m_slots[slot] = {++m_generation, false};
        // Relaxed: the store of `published` makes them, and the bytes of the slot, visible.
        words.bytes.store(bytes, std::memory_order_relaxed);
        words.tag.store(tag, std::memory_order_relaxed);
        // Release for the reader of the item: pairs with the loads in SlotConsumer. Sequentially
        // consistent for a sleeping consumer (see WakeSide).
        words.published.store(m_generation, std::memory_order_seq_cst);
        return m_generation;
    }

    // Withdraws all items but the newest, as far as they are not claimed.
    void keepNewest()
    {
        for (std::size_t i = 0; i < m_slots.size(); ++i) {
            if (!m_slots[i].isWithdrawn && m_slots[i].generation != m_generation)
                withdraw(i);
        }
    }

    std::uint64_t generation() const { return m_generation; } // of the newest item

private:
    struct Slot
    {
        std::uint64_t generation = 0; // of its last item; 0 before the first
        bool isWithdrawn = false;     // it was tried
    };

    bool isFree(std::size_t slot)
    {
        const Slot &one = m_slots[slot];
        // Pairs with the store in SlotConsumer::release(): the consumer reads nothing afterwards.
        // Sequentially consistent for a sleeping producer (see WaitSide).
        return one.generation == 0
            || m_words[slot].released.load(std::memory_order_seq_cst) == one.generation;
    }

    void withdraw(std::size_t i)
    {
        Slot &slot = m_slots[i];
        if (slot.generation == 0)
            return;
        slot.isWithdrawn = true;
        // These two: see the claim in SlotConsumer::take().
        m_words[i].published.store(0, std::memory_order_seq_cst);
        if (m_words[i].taken.load(std::memory_order_seq_cst) != slot.generation)
            slot.generation = 0;
    }

    std::span<SlotWords<Atomic>> m_words;
    std::vector<Slot> m_slots;
    std::optional<std::size_t> m_filling;
    std::uint64_t m_generation = 0;
};

// An item that the consumer owns until it releases it.
struct TakenSlot
{
    std::size_t slot;
    std::uint64_t generation;
    std::uint64_t bytes; // as the producer says
    std::uint64_t tag;
};

// The consumer's side. One thread takes; items are released on any thread.
template <template <class> class Atomic>
class SlotConsumer
{
public:
    explicit SlotConsumer(std::span<SlotWords<Atomic>> words)
        : m_words(words)
        , m_held(words.size())
    { }

    // The oldest item that was not taken yet. None also if all items that were found have been
    // replaced meanwhile; then the newest one rings (see WakeSide). A slot may have become free,
    // for which the producer waits: wake it if it is due.
    std::optional<TakenSlot> take()
    {
        for (;;) {
            std::optional<std::size_t> oldest = findOldest();
            // While this thread looks at one slot after the other, items may appear behind it: an
            // older one in a slot that it has passed, a newer one in a slot ahead. All items older
            // than one that was found are there when it looks again.
            if (oldest && m_found != m_last + 1)
                oldest = findOldest();
            if (!oldest)
                return {};
            m_last = m_found;
            if (claim(*oldest, m_found)) {
                const SlotWords<Atomic> &words = m_words[*oldest];
                m_held[*oldest].store(true, std::memory_order_relaxed);
                return TakenSlot{*oldest, m_found, words.bytes.load(std::memory_order_relaxed),
                                 words.tag.load(std::memory_order_relaxed)};
            }
        }
    }

    // Whether take() may return an item: it may also find that the item was withdrawn.
    bool hasItem() const
    {
        for (std::size_t i = 0; i < m_words.size(); ++i) {
            // Sequentially consistent for a sleeping consumer (see WaitSide).
            if (m_words[i].published.load(std::memory_order_seq_cst) > m_last && !isHeld(i))
                return true;
        }
        return false;
    }

    void release(const TakenSlot &item)
    {
        m_held[item.slot].store(false, std::memory_order_relaxed);
        // Pairs with the load in SlotProducer::isFree(). Sequentially consistent for a sleeping
        // producer (see WakeSide).
        m_words[item.slot].released.store(item.generation, std::memory_order_seq_cst);
    }

private:
    std::optional<std::size_t> findOldest()
    {
        std::optional<std::size_t> oldest;
        for (std::size_t i = 0; i < m_words.size(); ++i) {
            // Pairs with the store in SlotProducer::publish(): the item and all older ones are
            // visible.
            const std::uint64_t found = m_words[i].published.load(std::memory_order_acquire);
            if (found > m_last && (!oldest || found < m_found) && !isHeld(i)) {
                oldest = i;
                m_found = found;
            }
        }
        return oldest;
    }

    // A producer that keeps to the protocol publishes nothing in a slot that is held. Relaxed: what
    // such a producer publishes later happens after the release.
    bool isHeld(std::size_t slot) const { return m_held[slot].load(std::memory_order_relaxed); }

    bool claim(std::size_t slot, std::uint64_t generation)
    {
        SlotWords<Atomic> &words = m_words[slot];
        // These two: see SlotProducer::withdraw().
        words.taken.store(generation, std::memory_order_seq_cst);
        if (words.published.load(std::memory_order_seq_cst) == generation)
            return true;
        words.released.store(generation, std::memory_order_seq_cst);
        return false;
    }

    std::span<SlotWords<Atomic>> m_words;
    std::vector<Atomic<bool>> m_held;
    std::uint64_t m_last = 0;  // the newest generation that was taken
    std::uint64_t m_found = 0; // the generation that findOldest() has found
};

} // namespace cownscope::link
