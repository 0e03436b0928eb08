// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

// What the table and its peer have in common.
namespace cownscope::benchmark::philosophers {

inline constexpr std::uint64_t seats = 100;

} // namespace cownscope::benchmark::philosophers
