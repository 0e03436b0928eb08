// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/counter.h>
#include <boc/detail/sync.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <new>

namespace boc::detail {

/// Memory for behaviors and cowns: blocks of 64, 128, … 1024, 1536, 2048, … 4096 bytes, each on
/// separate cache lines.
///
/// Each thread has a heap: chunks of memory that only this thread cuts into blocks. So the memory
/// of two threads is far apart. (Neighboring cache lines would not be enough: processors also
/// prefetch the next line, and so take it from the thread that writes there.) A block returns to
/// the heap it came from. If its own thread frees it, it returns at once. Another thread reuses it
/// first, since it is in that thread's cache; after every `guestLimit` freed blocks of this kind,
/// the unused ones are sent back.
///
/// | operation             | who                            | order                         |
/// |-----------------------|--------------------------------|-------------------------------|
/// | allocate; free        | any thread, on its own lists   | –                             |
/// | give back some blocks | any thread                     | release CAS of Heap::returned |
/// |                       |                                | prepends them                 |
/// | take returned blocks  | the thread that owns the heap, | acquire exchange of           |
/// |                       | when it is empty               | Heap::returned with null      |
///
/// Blocks are never taken singly from Heap::returned, so there is no ABA problem.
///
/// When a thread ends, the next thread that needs a heap takes over its heap. Until then Heap::own
/// holds its blocks, guarded by a mutex. Memory is never returned to the system; a heap reuses it
/// for blocks of the same size.
class Pool
{
public:
    static constexpr std::size_t granule = 64;
    static constexpr std::size_t largest = 4096;
    static constexpr std::size_t chunkBytes = 16 * 1024;
    static constexpr std::size_t guestLimit = 256;

    /// For 1 to `largest` bytes. Throws std::bad_alloc.
    static void *allocate(std::size_t bytes)
    {
        Lists &mine = lists();
        const std::size_t kind = kindOf(bytes);
        // Selected without a branch, which would be unpredictable when work moves between threads.
        Block *&first = mine.blocks[mine.blocks[Guest][kind] ? Guest : Own][kind];
        if (Block *block = first) [[likely]] {
            first = block->next;
            return block;
        }
        return allocateSlowly(kind);
    }

    /// Frees a block of that size, on any thread.
    static void free(void *memory, std::size_t bytes) noexcept
    {
        Lists &mine = lists();
        const std::size_t kind = kindOf(bytes);
        auto *block = static_cast<Block *>(memory);
        const Origin origin = ownerOf(block) == mine.heap ? Own : Guest;
        push(mine.blocks[origin][kind], *block);
        mine.guestFrees[kind] += origin;
        if (mine.guestFrees[kind] >= mine.limit) [[unlikely]]
            returnGuests(kind);
    }

    /// Of all threads since the start of the process. Counts only what a thread exchanges with
    /// others; a thread without a heap is not counted.
    struct Statistics
    {
        std::uint64_t chunks = 0;         ///< cut into blocks
        std::uint64_t sentHome = 0;       ///< blocks given back to the heaps they came from
        std::uint64_t collections = 0;    ///< times that a thread took the blocks given back to it
        std::uint64_t sendingRetries = 0; ///< lost races while giving back
    };
    /// Any thread.
    static Statistics statistics() noexcept;

private:
    friend class PoolDepot;

    // Sizes grow by a granule up to fineBytes, then by coarseStep.
    static constexpr std::size_t fineBytes = 1024;
    static constexpr std::size_t coarseStep = 512;
    static constexpr std::size_t fineKinds = fineBytes / granule;
    static constexpr std::size_t kinds = fineKinds + (largest - fineBytes) / coarseStep;

    struct Block
    {
        Block *next;
    };
    struct Heap
    {
        std::array<Block *, kinds> own{}; // used while no thread has the heap
        Heap *nextIdle = nullptr;
        Heap *next = nullptr; // in the list of all heaps
        // Written by the thread that has the heap.
        Counter chunks;
        Counter sentHome;
        Counter collections;
        Counter sendingRetries;
        alignas(granule) std::array<Atomic<Block *>, kinds> returned{};
    };
    /// The header of a chunk; blocks fill the rest.
    struct Chunk
    {
        Heap *owner;
        Chunk *next; // in the list of all chunks
    };
    enum Origin : std::uint32_t { Own = 0, Guest = 1 };
    struct Lists
    {
        std::array<std::array<Block *, kinds>, 2> blocks{}; // by origin
        Heap *heap = nullptr;    // null before the first allocation and after the end of the thread
        std::uint32_t limit = 0; // for guestFrees; 0 sends every block home at once
        bool ended = false;
        std::array<std::uint32_t, kinds> guestFrees{}; // since the last time they were sent home
    };
    struct End;

    static Lists &lists() noexcept { return threadLocal<Lists>(); }
    static std::size_t kindOf(std::size_t bytes) noexcept
    {
        return bytes <= fineBytes ? (bytes - 1) / granule
                                  : fineKinds + (bytes - 1 - fineBytes) / coarseStep;
    }
    static std::size_t bytesOf(std::size_t kind) noexcept
    {
        return kind < fineKinds ? (kind + 1) * granule
                                : fineBytes + (kind + 1 - fineKinds) * coarseStep;
    }
    static Heap *ownerOf(Block *block) noexcept
    {
        const auto address = reinterpret_cast<std::uintptr_t>(block);
        return reinterpret_cast<const Chunk *>(address & ~(chunkBytes - 1))->owner;
    }
    static void push(Block *&first, Block &block) noexcept
    {
        block.next = first;
        first = &block;
    }
    static void *allocateSlowly(std::size_t kind);
    static void returnGuests(std::size_t kind) noexcept;
    static void giveBack(Block *blocks, std::size_t kind) noexcept;
    static bool getHeap(Lists &mine) noexcept;
    static void leaveHeap(Lists &mine) noexcept;
    static Block *cut(Heap &owner, std::size_t kind) noexcept;
};

#ifndef BOC_PLAIN_MEMORY
#if defined(BOC_DETERMINISTIC) || defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define BOC_PLAIN_MEMORY
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)                            \
    || __has_feature(memory_sanitizer)
#define BOC_PLAIN_MEMORY
#endif
#endif
#endif

/// True if behaviors and cowns are allocated one by one with the global operator new. This is so
/// under sanitizers and the explorer, which have to see each object's lifetime, and in programs
/// that define BOC_PLAIN_MEMORY (which must be defined for the library's own files as well).
#ifdef BOC_PLAIN_MEMORY
inline constexpr bool plainMemory = true;
#else
inline constexpr bool plainMemory = false;
#endif

/// Memory for one behavior or cown, from the pool if it is small enough; always on separate cache
/// lines. Throws std::bad_alloc.
inline void *allocateBlock(std::size_t bytes)
{
    if (plainMemory || bytes > Pool::largest)
        return ::operator new (bytes, std::align_val_t{Pool::granule});
    return Pool::allocate(bytes);
}

/// Frees a block that allocateBlock returned for the same number of bytes; any thread.
inline void freeBlock(void *block, std::size_t bytes) noexcept
{
    if (plainMemory || bytes > Pool::largest)
        ::operator delete (block, std::align_val_t{Pool::granule});
    else
        Pool::free(block, bytes);
}

} // namespace boc::detail
