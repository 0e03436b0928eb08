// SPDX-License-Identifier: MIT
#include "word_sleep.h"

#if defined(__linux__) && !defined(BOC_DETERMINISTIC)

#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace boc::detail {

static_assert(sizeof(Atomic<std::uint32_t>) == sizeof(std::uint32_t), "the kernel reads the word");

void sleepWhile(const Atomic<std::uint32_t> &word, std::uint32_t value) noexcept
{
    ::syscall(SYS_futex, &word, FUTEX_WAIT_PRIVATE, value, nullptr, nullptr, 0);
}

void wakeSleeper(Atomic<std::uint32_t> &word) noexcept
{
    ::syscall(SYS_futex, &word, FUTEX_WAKE_PRIVATE, 1, nullptr, nullptr, 0);
}

} // namespace boc::detail

#else

namespace boc::detail {

void sleepWhile(const Atomic<std::uint32_t> &word, std::uint32_t value) noexcept
{
    word.wait(value, std::memory_order_relaxed);
}

void wakeSleeper(Atomic<std::uint32_t> &word) noexcept
{
    word.notify_one();
}

} // namespace boc::detail

#endif
