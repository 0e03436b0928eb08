// SPDX-License-Identifier: MIT
#include <boc/detail/pool.h>

#include <mutex>
#include <utility>

namespace boc::detail {

/// The heaps that no thread owns at the moment, and the memory for all chunks.
class PoolDepot
{
public:
    /// Never destroyed: threads may end after everything else. Allocates nothing.
    static PoolDepot &instance() noexcept
    {
        alignas(PoolDepot) static std::byte memory[sizeof(PoolDepot)];
        static PoolDepot &depot = *::new (static_cast<void *>(memory)) PoolDepot;
        return depot;
    }

    /// Null if there is no memory.
    Pool::Heap *takeHeap() noexcept
    {
        const std::lock_guard lock(m_mutex);
        if (Pool::Heap *heap = m_idle) {
            m_idle = heap->nextIdle;
            return heap;
        }
        auto *const heap = new (std::nothrow) Pool::Heap;
        if (heap) {
            heap->next = m_heaps;
            m_heaps = heap;
        }
        return heap;
    }

    Pool::Statistics statistics() noexcept
    {
        Pool::Statistics sum;
        const std::lock_guard lock(m_mutex);
        for (const Pool::Heap *heap = m_heaps; heap; heap = heap->next) {
            sum.chunks += heap->chunks.value();
            sum.sentHome += heap->sentHome.value();
            sum.collections += heap->collections.value();
            sum.sendingRetries += heap->sendingRetries.value();
        }
        return sum;
    }

    void putHeap(Pool::Heap &heap) noexcept
    {
        const std::lock_guard lock(m_mutex);
        heap.nextIdle = m_idle;
        m_idle = &heap;
    }

    /// Null if there is no memory. New handlers must not use the pool.
    Pool::Chunk *takeChunk(Pool::Heap &owner) noexcept
    {
        const std::lock_guard lock(m_mutex);
        if (m_freshBytes == 0) {
            const std::size_t bytes = m_bytes < littleAtMost ? littleBytes : muchBytes;
            m_fresh = static_cast<std::byte *>(
                ::operator new (bytes, std::align_val_t{Pool::chunkBytes}, std::nothrow));
            if (!m_fresh)
                return nullptr;
            m_freshBytes = bytes;
            m_bytes += bytes;
        }
        m_chunks = ::new (static_cast<void *>(m_fresh)) Pool::Chunk{&owner, m_chunks};
        m_fresh += Pool::chunkBytes;
        m_freshBytes -= Pool::chunkBytes;
        return m_chunks;
    }

private:
    // Many chunks at once, since alignment wastes up to one.
    static constexpr std::size_t littleBytes = 256 * 1024;
    static constexpr std::size_t littleAtMost = 1024 * 1024;
    static constexpr std::size_t muchBytes = 4 * 1024 * 1024;

    Mutex m_mutex;
    Pool::Heap *m_idle = nullptr;
    Pool::Heap *m_heaps = nullptr;   // all of them
    Pool::Chunk *m_chunks = nullptr; // all chunks, so that leak checkers can reach them
    std::byte *m_fresh = nullptr;
    std::size_t m_freshBytes = 0;
    std::size_t m_bytes = 0;
};

/// Gives up the heap when its thread ends. After that, other thread-local destructors may still use
/// the pool: they return each freed block at once, and borrow a heap for each allocation.
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

    static void watch(Lists &mine) noexcept { threadLocal<End>().m_lists = &mine; }

private:
    Lists *m_lists = nullptr;
};

bool Pool::getHeap(Lists &mine) noexcept
{
    mine.heap = PoolDepot::instance().takeHeap();
    if (!mine.heap)
        return false;
    mine.blocks[Own] = std::exchange(mine.heap->own, {});
    if (!mine.ended) {
        mine.limit = guestLimit;
        End::watch(mine);
    }
    return true;
}

void Pool::leaveHeap(Lists &mine) noexcept
{
    mine.limit = 0;
    for (std::size_t kind = 0; kind < kinds; ++kind)
        giveBack(std::exchange(mine.blocks[Guest][kind], nullptr), kind);
    mine.heap->own = std::exchange(mine.blocks[Own], {});
    PoolDepot::instance().putHeap(*std::exchange(mine.heap, nullptr));
}

Pool::Block *Pool::cut(Heap &owner, std::size_t kind) noexcept
{
    const std::size_t bytes = bytesOf(kind);
    auto *const chunk = reinterpret_cast<std::byte *>(PoolDepot::instance().takeChunk(owner));
    if (!chunk)
        return nullptr;
    owner.chunks.add();
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
    Block *&first = mine.blocks[Own][kind];
    if (!first) {
        first = mine.heap->returned[kind].exchange(nullptr, std::memory_order_acquire);
        if (first)
            mine.heap->collections.add();
    }
    if (!first)
        first = cut(*mine.heap, kind);
    Block *const block = first;
    if (block)
        first = block->next;
    if (mine.ended)
        leaveHeap(mine);
    if (!block)
        throw std::bad_alloc();
    return block;
}

void Pool::returnGuests(std::size_t kind) noexcept
{
    Lists &mine = lists();
    mine.guestFrees[kind] = 0;
    // Even if this thread then gets the blocks' own heap: allocations find them in Heap::returned.
    giveBack(std::exchange(mine.blocks[Guest][kind], nullptr), kind);
    if (!mine.heap && !mine.ended)
        getHeap(mine);
}

void Pool::giveBack(Block *blocks, std::size_t kind) noexcept
{
    std::uint64_t count = 0;
    std::uint64_t retries = 0;
    while (blocks) {
        // A run of blocks of the same heap.
        Heap *const owner = ownerOf(blocks);
        Block *const first = blocks;
        Block *last = blocks;
        ++count;
        while (last->next && ownerOf(last->next) == owner) {
            last = last->next;
            ++count;
        }
        blocks = last->next;
        Atomic<Block *> &returned = owner->returned[kind];
        last->next = returned.load(std::memory_order_relaxed);
        while (!returned.compare_exchange_weak(last->next, first, std::memory_order_release,
                                               std::memory_order_relaxed))
            ++retries;
    }
    if (Heap *const mine = lists().heap) {
        mine->sentHome.add(count);
        mine->sendingRetries.add(retries);
    }
}

Pool::Statistics Pool::statistics() noexcept
{
    return PoolDepot::instance().statistics();
}

} // namespace boc::detail
