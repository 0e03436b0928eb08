// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace boc::detail {

/// The number of forks between the first process that called countForks and this one. A process and
/// its forked child get different numbers.
std::uint32_t forksAbove() noexcept;

/// Starts counting forks, and returns forksAbove(). May throw std::bad_alloc.
std::uint32_t countForks();

} // namespace boc::detail
