// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/sync.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <new>

namespace boc::detail {

/// Memory for behaviors and cowns: blocks of 64, 128, … 512 bytes, each on cache lines of its own.
///
/// A thread takes blocks from lists of its own and puts freed ones there, whoever allocated them,
/// without any atomic operation. Full lists go to a depot that all threads share, from which empty
/// ones come back; a mutex guards it, and is taken once for `listLength` blocks at most. So blocks
/// that one thread allocates and another frees travel back in whole lists.
///
/// Memory once had stays with the pool, for reuse, until the process ends. A thread that ends gives
/// its lists to the depot.
class Pool
{
public:
    static constexpr std::size_t granule = 64;
    static constexpr std::size_t largest = 512;
    static constexpr std::size_t listLength = 64;

    /// For 1 to `largest` bytes. Throws std::bad_alloc.
    static void *allocate(std::size_t bytes)
    {
        List &list = lists().current[kindOf(bytes)];
        if (Block *block = list.first) [[likely]] {
            list.first = block->next;
            --list.length;
            return block;
        }
        return allocateSlowly(kindOf(bytes));
    }

    /// A block of that many bytes, from any thread.
    static void free(void *memory, std::size_t bytes) noexcept
    {
        Lists &mine = lists();
        List &list = mine.current[kindOf(bytes)];
        if (list.length >= mine.limit) [[unlikely]]
            return freeSlowly(memory, kindOf(bytes));
        list.push(static_cast<Block *>(memory));
    }

private:
    friend class PoolDepot;

    struct Block
    {
        Block *next;
        // Of the first block of a list in the depot.
        Block *nextList;
        std::size_t length;
    };
    struct List
    {
        Block *first = nullptr;
        std::size_t length = 0;

        void push(Block *block) noexcept
        {
            block->next = first;
            first = block;
            ++length;
        }
    };
    static constexpr std::size_t kinds = largest / granule;
    struct Lists
    {
        std::array<List, kinds> current{};
        std::array<List, kinds> spare{};
        /// 0 until the thread's end is seen to, and after it.
        std::size_t limit = 0;
        bool ended = false;
    };
    struct End;

    static Lists &lists() noexcept { return threadLocal<Lists>(); }
    static std::size_t kindOf(std::size_t bytes) noexcept { return (bytes - 1) / granule; }
    static void *allocateSlowly(std::size_t kind);
    static void freeSlowly(void *memory, std::size_t kind) noexcept;
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
