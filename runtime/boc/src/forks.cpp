// SPDX-License-Identifier: MIT
#include "forks.h"

#include <atomic>

#ifdef __unix__

#include <new>

#include <pthread.h>

namespace boc::detail {

namespace {

/// Not an Atomic of sync.h: the explorer's threads do not fork. Relaxed: written while the process
/// has one thread.
std::atomic<std::uint32_t> forks{0};

} // namespace

std::uint32_t countForks()
{
    static const int failed =
        ::pthread_atfork(nullptr, nullptr, [] { forks.fetch_add(1, std::memory_order_relaxed); });
    if (failed)
        throw std::bad_alloc();
    return forksAbove();
}

std::uint32_t forksAbove() noexcept
{
    return forks.load(std::memory_order_relaxed);
}

} // namespace boc::detail

#else

namespace boc::detail {

std::uint32_t countForks()
{
    return 0;
}

std::uint32_t forksAbove() noexcept
{
    return 0;
}

} // namespace boc::detail

#endif
