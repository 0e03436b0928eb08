// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/sync.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <new>
#include <utility>

namespace boc::detail {

/// Memory for behaviors and cowns: blocks of 64, 128, … 512 bytes, each on cache lines of its own.
///
/// A thread has a heap: chunks of memory that it alone cuts into blocks and takes them from, so
/// that what two threads use lies apart. (Side by side on lines of their own is not enough:
/// processors fetch the neighbors of a line as well, and so take them from whoever writes there.) A
/// block goes back to the heap it came from: at once where its own thread frees it. Where another
/// does, that one uses it again first, since it has it in its cache; with every `guestFrees` of
/// such blocks that are freed, those that are left over go back.
///
/// | operation                 | who                           | order                           |
/// |---------------------------|-------------------------------|---------------------------------|
/// | allocate; free            | any thread, on its own lists  | –                               |
/// | give back some blocks     | any thread                    | release CAS of Heap::returned   |
/// |                           |                               | puts them before the rest       |
/// | take what was given back  | the thread that has the heap, | acquire exchange of             |
/// |                           | when it has run out           | Heap::returned with null        |
///
/// Nobody takes single blocks from Heap::returned, so that no block can be there twice.
///
/// A thread that ends leaves its heap to the next that begins. Memory once had stays with the pool,
/// for reuse, until the process ends.
class Pool
{
public:
    static constexpr std::size_t granule = 64;
    static constexpr std::size_t largest = 512;
    static constexpr std::size_t chunkBytes = 16 * 1024;
    static constexpr std::size_t guestFrees = 256;

    /// For 1 to `largest` bytes. Throws std::bad_alloc.
    static void *allocate(std::size_t bytes)
    {
        Lists &mine = lists();
        const std::size_t kind = kindOf(bytes);
        if (mine.guests[kind].first) [[unlikely]]
            return pop(mine.guests[kind].first);
        if (mine.own[kind]) [[likely]]
            return pop(mine.own[kind]);
        return allocateSlowly(kind);
    }

    /// A block of that many bytes, from any thread.
    static void free(void *memory, std::size_t bytes) noexcept
    {
        Lists &mine = lists();
        auto *block = static_cast<Block *>(memory);
        if (ownerOf(block) == mine.heap) [[likely]]
            push(mine.own[kindOf(bytes)], *block);
        else
            freeGuest(*block, kindOf(bytes));
    }

private:
    friend class PoolDepot;

    static constexpr std::size_t kinds = largest / granule;

    struct Block
    {
        Block *next;
    };
    struct Heap
    {
        std::array<Block *, kinds> own{}; // while no thread has it
        Heap *nextIdle = nullptr;
        alignas(granule) std::array<Atomic<Block *>, kinds> returned{};
    };
    /// What a chunk begins with; blocks fill the rest.
    struct Chunk
    {
        Heap *owner;
        Chunk *next; // of all that there are
    };
    /// Blocks of other threads' heaps.
    struct Guests
    {
        Block *first = nullptr;
        std::size_t frees = 0; // since some were given back
    };
    struct Lists
    {
        std::array<Block *, kinds> own{};
        Heap *heap = nullptr; // none before the first need, and after the end of the thread
        bool ended = false;
        std::array<Guests, kinds> guests{};
    };
    struct End;

    static Lists &lists() noexcept { return threadLocal<Lists>(); }
    static std::size_t kindOf(std::size_t bytes) noexcept { return (bytes - 1) / granule; }
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
    static Block *pop(Block *&first) noexcept { return std::exchange(first, first->next); }
    static void *allocateSlowly(std::size_t kind);
    static void freeGuest(Block &block, std::size_t kind) noexcept;
    static void giveBack(Guests &guests, std::size_t kind) noexcept;
    static bool getHeap(Lists &mine) noexcept;
    static void leaveHeap(Lists &mine) noexcept;
    static Block *cut(Heap &owner, std::size_t kind);
};

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)                            \
    || __has_feature(memory_sanitizer)
#define BOC_PLAIN_MEMORY
#endif
#endif
#if defined(BOC_DETERMINISTIC) || defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#ifndef BOC_PLAIN_MEMORY
#define BOC_PLAIN_MEMORY
#endif
#endif

/// True if behaviors and cowns come from the global operator new one by one: where sanitizers or an
/// explorer shall see the life of each, or a program that defines BOC_PLAIN_MEMORY wants it so (for
/// the library's own files as well).
#ifdef BOC_PLAIN_MEMORY
inline constexpr bool plainMemory = true;
#else
inline constexpr bool plainMemory = false;
#endif

/// Memory for one behavior or cown, from the pool where it is small enough; on a cache line of its
/// own either way. Throws std::bad_alloc.
inline void *allocateBlock(std::size_t bytes)
{
    if (plainMemory || bytes > Pool::largest)
        return ::operator new (bytes, std::align_val_t{Pool::granule});
    return Pool::allocate(bytes);
}

/// Gives back what allocateBlock gave for that many bytes; any thread.
inline void freeBlock(void *block, std::size_t bytes) noexcept
{
    if (plainMemory || bytes > Pool::largest)
        ::operator delete (block, std::align_val_t{Pool::granule});
    else
        Pool::free(block, bytes);
}

} // namespace boc::detail
