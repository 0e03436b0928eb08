// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace boc::detail {

/// How many forks lie between this process and the first that called countForks. A process and one
/// that was forked from it read different numbers.
std::uint32_t forksAbove() noexcept;

/// Counts forks from now on, and gives forksAbove(). May throw std::bad_alloc.
std::uint32_t countForks();

} // namespace boc::detail
