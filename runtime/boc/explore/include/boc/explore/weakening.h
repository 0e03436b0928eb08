// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>

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

/// A place in the source; std::source_location, which Clang 14 does not have with libstdc++.
struct Place
{
    const char *file;
    unsigned line;

    static constexpr Place current(const char *file = __builtin_FILE(),
                                   unsigned line = __builtin_LINE()) noexcept
    {
        return {file, line};
    }
};

/// The order that counts for an operation that is written with this one.
std::memory_order orderAt(std::memory_order written, const char *role, const Place &where) noexcept;

} // namespace boc::explore
