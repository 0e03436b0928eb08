// SPDX-License-Identifier: MIT
#include <boc/detail/pool.h>

#include <mutex>
#include <utility>

namespace boc::detail {

/// The heaps that no thread has at the moment, and the memory that all chunks are taken from.
class PoolDepot
{
public:
    /// Never destroyed: threads may end after everything else.
    static PoolDepot &instance()
    {
        static PoolDepot &depot = *new PoolDepot;
        return depot;
    }

    /// Null if there is no memory for one.
    Pool::Heap *takeHeap() noexcept
    {
        const std::lock_guard lock(m_mutex);
        if (Pool::Heap *heap = m_idle) {
            m_idle = heap->nextIdle;
            return heap;
        }
        return new (std::nothrow) Pool::Heap;
    }

    void putHeap(Pool::Heap &heap) noexcept
    {
        const std::lock_guard lock(m_mutex);
        heap.nextIdle = m_idle;
        m_idle = &heap;
    }

    /// Throws std::bad_alloc.
    Pool::Chunk *takeChunk(Pool::Heap &owner)
    {
        const std::lock_guard lock(m_mutex);
        if (m_freshChunks == 0) {
            // Many at once, since alignment costs up to one.
            m_fresh = static_cast<std::byte *>(::operator new (chunksAtOnce *Pool::chunkBytes,
                                                               std::align_val_t{Pool::chunkBytes}));
            m_freshChunks = chunksAtOnce;
        }
        m_chunks = ::new (static_cast<void *>(m_fresh)) Pool::Chunk{&owner, m_chunks};
        m_fresh += Pool::chunkBytes;
        --m_freshChunks;
        return m_chunks;
    }

private:
    static constexpr std::size_t chunksAtOnce = 16;

    Mutex m_mutex;
    Pool::Heap *m_idle = nullptr;
    Pool::Chunk *m_chunks = nullptr; // all that were taken, so that they can be reached from here
    std::byte *m_fresh = nullptr;
    std::size_t m_freshChunks = 0;
};

/// Sees to the heap of a thread that ends. What is freed after that, by the ends of other things of
/// the thread, goes back at once; what is allocated, comes from a heap had for that moment.
struct Pool::End
{
    constexpr End() noexcept = default;
    ~End()
    {
        if (!m_lists)
            return;
        m_lists->ended = true;
        leaveHeap(*m_lists);
    }

    static void beSeenTo(Lists &mine) noexcept { threadLocal<End>().m_lists = &mine; }

private:
    Lists *m_lists = nullptr;
};

bool Pool::getHeap(Lists &mine) noexcept
{
    mine.heap = PoolDepot::instance().takeHeap();
    if (!mine.heap)
        return false;
    mine.own = std::exchange(mine.heap->own, {});
    if (!mine.ended)
        End::beSeenTo(mine);
    return true;
}

void Pool::leaveHeap(Lists &mine) noexcept
{
    for (std::size_t kind = 0; kind < kinds; ++kind)
        giveBack(mine.guests[kind], kind);
    mine.heap->own = std::exchange(mine.own, {});
    PoolDepot::instance().putHeap(*std::exchange(mine.heap, nullptr));
}

Pool::Block *Pool::cut(Heap &owner, std::size_t kind)
{
    const std::size_t bytes = (kind + 1) * granule;
    auto *const chunk = reinterpret_cast<std::byte *>(PoolDepot::instance().takeChunk(owner));
    Block *first = nullptr;
    for (std::size_t i = (chunkBytes - granule) / bytes; i-- > 0;)
        push(first, *::new (static_cast<void *>(chunk + granule + i * bytes)) Block);
    return first;
}

void *Pool::allocateSlowly(std::size_t kind)
{
    Lists &mine = lists();
    if (!mine.heap && !getHeap(mine))
        throw std::bad_alloc();
    Block *&first = mine.own[kind];
    if (!first)
        first = mine.heap->returned[kind].exchange(nullptr, std::memory_order_acquire);
    if (!first)
        first = cut(*mine.heap, kind);
    Block *const block = pop(first);
    if (mine.ended)
        leaveHeap(mine);
    return block;
}

void Pool::freeGuest(Block &block, std::size_t kind) noexcept
{
    Lists &mine = lists();
    if (!mine.heap && !mine.ended && getHeap(mine) && ownerOf(&block) == mine.heap)
        return push(mine.own[kind], block);
    Guests &guests = mine.guests[kind];
    push(guests.first, block);
    // Nobody sees to those that are left behind where there is no heap.
    if (++guests.frees >= guestFrees || !mine.heap)
        giveBack(guests, kind);
}

void Pool::giveBack(Guests &guests, std::size_t kind) noexcept
{
    guests.frees = 0;
    Block *rest = std::exchange(guests.first, nullptr);
    while (rest) {
        // As many as there are in a row for the same heap.
        Heap *const owner = ownerOf(rest);
        Block *const first = rest;
        Block *last = rest;
        while (last->next && ownerOf(last->next) == owner)
            last = last->next;
        rest = last->next;
        Atomic<Block *> &returned = owner->returned[kind];
        last->next = returned.load(std::memory_order_relaxed);
        while (!returned.compare_exchange_weak(last->next, first, std::memory_order_release,
                                               std::memory_order_relaxed)) {
        }
    }
}

} // namespace boc::detail
