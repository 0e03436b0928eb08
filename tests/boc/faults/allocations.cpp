// SPDX-License-Identifier: GPL-3.0-or-later
#include "allocations.h"

#include <boc/detail/sync.h>

#include <atomic>
#include <cstdlib>
#include <new>

namespace {

struct Plan
{
    bool armed = false;
    int successes = 0;
};

constinit boc::detail::Atomic<std::ptrdiff_t> live{0};

void *allocateOrNull(std::size_t size, std::size_t alignment) noexcept
{
    if (Plan &plan = boc::detail::threadLocal<Plan>(); plan.armed && plan.successes-- <= 0)
        return nullptr;
    void *memory = nullptr;
    if (alignment <= alignof(std::max_align_t))
        memory = std::malloc(size ? size : 1);
    else
        memory = std::aligned_alloc(alignment, (size + alignment - 1) / alignment * alignment);
    if (memory)
        live.fetch_add(1, std::memory_order_relaxed);
    return memory;
}

void *allocate(std::size_t size, std::size_t alignment)
{
    if (void *memory = allocateOrNull(size, alignment))
        return memory;
    throw std::bad_alloc();
}

void release(void *memory) noexcept
{
    if (!memory)
        return;
    live.fetch_sub(1, std::memory_order_relaxed);
    std::free(memory);
}

} // namespace

namespace boctest {

std::ptrdiff_t liveAllocations() noexcept
{
    return live.load(std::memory_order_relaxed);
}

void takeMemoryAfter(int successes) noexcept
{
    boc::detail::threadLocal<Plan>() = {true, successes};
}

void setMemoryBack() noexcept
{
    boc::detail::threadLocal<Plan>() = {};
}

} // namespace boctest

// All forms that a sanitizer has of its own, so that memory never comes from one of its forms and
// returns through one of these.

void *operator new(std::size_t size)
{
    return allocate(size, 1);
}

void *operator new[](std::size_t size)
{
    return allocate(size, 1);
}

void *operator new(std::size_t size, std::align_val_t alignment)
{
    return allocate(size, static_cast<std::size_t>(alignment));
}

void *operator new[](std::size_t size, std::align_val_t alignment)
{
    return allocate(size, static_cast<std::size_t>(alignment));
}

void *operator new(std::size_t size, const std::nothrow_t &) noexcept
{
    return allocateOrNull(size, 1);
}

void *operator new[](std::size_t size, const std::nothrow_t &) noexcept
{
    return allocateOrNull(size, 1);
}

void *operator new(std::size_t size, std::align_val_t alignment, const std::nothrow_t &) noexcept
{
    return allocateOrNull(size, static_cast<std::size_t>(alignment));
}

void *operator new[](std::size_t size, std::align_val_t alignment, const std::nothrow_t &) noexcept
{
    return allocateOrNull(size, static_cast<std::size_t>(alignment));
}

void operator delete(void *memory) noexcept
{
    release(memory);
}

void operator delete(void *memory, std::size_t) noexcept
{
    release(memory);
}

void operator delete(void *memory, std::align_val_t) noexcept
{
    release(memory);
}

void operator delete(void *memory, std::size_t, std::align_val_t) noexcept
{
    release(memory);
}

void operator delete(void *memory, const std::nothrow_t &) noexcept
{
    release(memory);
}

void operator delete(void *memory, std::align_val_t, const std::nothrow_t &) noexcept
{
    release(memory);
}

void operator delete[](void *memory) noexcept
{
    release(memory);
}

void operator delete[](void *memory, std::size_t) noexcept
{
    release(memory);
}

void operator delete[](void *memory, std::align_val_t) noexcept
{
    release(memory);
}

void operator delete[](void *memory, std::size_t, std::align_val_t) noexcept
{
    release(memory);
}

void operator delete[](void *memory, const std::nothrow_t &) noexcept
{
    release(memory);
}

void operator delete[](void *memory, std::align_val_t, const std::nothrow_t &) noexcept
{
    release(memory);
}
