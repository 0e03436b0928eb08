// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/spin.h>
#include <boc/detail/sync.h>

#include <atomic>
#include <cstdint>

namespace boc::detail {

/// A lock of one byte for critical sections of a few instructions that never call user code.
///
/// | operation | who        | order                                                       |
/// |-----------|------------|-------------------------------------------------------------|
/// | lock      | any thread | the acquire exchange pairs with the release store in unlock |
/// | unlock    | the holder | release store                                               |
///
/// Uncontended, locking is one read-modify-write and unlocking a plain store.
class WordLock
{
public:
    /// Returns the number of failed tries before the lock was acquired.
    std::uint32_t lock() noexcept
    {
        if (m_held.exchange(1, std::memory_order_acquire) == 0) [[likely]]
            return 0;
        return lockContended();
    }

    void unlock() noexcept { m_held.store(0, std::memory_order_release); }

private:
    std::uint32_t lockContended() noexcept
    {
        for (std::uint32_t failures = 1;; ++failures) {
            spinWhile([this] { return m_held.load(std::memory_order_relaxed) != 0; });
            if (m_held.exchange(1, std::memory_order_acquire) == 0)
                return failures;
        }
    }

    Atomic<std::uint8_t> m_held{0};
};

} // namespace boc::detail
