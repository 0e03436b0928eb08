// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>

/// \file
/// Checks for every memory order in the library whether any test needs it. Two environment
/// variables:
///
///     BOC_LIST_ORDERS=FILE                    appends each order that is not relaxed, once, as
///                                             header.h:LINE:ROLE:ORDER
///     BOC_WEAKEN=header.h:LINE:ROLE:ORDER     uses ORDER there instead of the written one
///
/// ROLE is load, store, update, success, failure or wait.
namespace boc::explore {

/// A place in the source. Replaces std::source_location, which Clang 14 lacks with libstdc++.
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

/// The order to use for an operation that is written with this one.
std::memory_order orderAt(std::memory_order written, const char *role, const Place &where) noexcept;

} // namespace boc::explore
