// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/sync.h>

#include <cstdint>

namespace boc::detail {

/// Sleeps as long as the word has that value, or shorter. What others wrote before they changed the
/// word is not seen by this alone, but by a load behind it.
///
/// Goes to sleep at once. std::atomic::wait of libstdc++ yields several times before, and Linux
/// (6.6 and later) lets a thread that did so wait longer when it is woken: its turn comes only when
/// the waker's is over, some ten microseconds later.
void sleepWhile(const Atomic<std::uint32_t> &word, std::uint32_t value) noexcept;

/// After a change of the word: wakes one thread that sleeps on it, if there is one.
void wakeSleeper(Atomic<std::uint32_t> &word) noexcept;

} // namespace boc::detail
