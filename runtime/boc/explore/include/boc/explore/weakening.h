// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <source_location>

/// \file
/// Asks of every memory order in the library whether any test needs it. Two variables of the
/// environment:
///
///     BOC_LIST_ORDERS=FILE                    appends each order that is not relaxed, once, as
///                                             header.h:LINE:ROLE:ORDER
///     BOC_WEAKEN=header.h:LINE:ROLE:ORDER     takes this ORDER there instead of the one written
///
/// ROLE is load, store, update, success, failure or wait.
namespace boc::explore {

/// The order that counts for an operation that is written with this one.
std::memory_order orderAt(std::memory_order written, const char *role,
                          const std::source_location &where) noexcept;

} // namespace boc::explore
