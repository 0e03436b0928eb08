// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

// What the bank and its peer have in common.
namespace cownscope::benchmark::banking {

inline constexpr std::uint64_t accounts = 100'000;
inline constexpr std::uint64_t tellersPerWorker = 16;
inline constexpr std::uint64_t operationsPerWorker = 3'000'000;

} // namespace cownscope::benchmark::banking
