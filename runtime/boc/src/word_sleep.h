// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/sync.h>

#include <cstdint>

namespace boc::detail {

/// Sleeps at most until the word has another value; may wake early. It does not synchronize: the
/// caller must load the word with acquire afterwards.
///
/// Sleeps at once. std::atomic::wait of libstdc++ first yields several times. Linux (6.6 and later)
/// then delays the wake-up of such a thread until the waker's time slice ends, about ten
/// microseconds later.
void sleepWhile(const Atomic<std::uint32_t> &word, std::uint32_t value) noexcept;

/// Call after changing the word: wakes one thread that sleeps on it, if any.
void wakeSleeper(Atomic<std::uint32_t> &word) noexcept;

} // namespace boc::detail
