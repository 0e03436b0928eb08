// SPDX-License-Identifier: MIT
#pragma once

/// \file
/// What the library asks of the compiler. Included by what would not compile, before that.

#if !defined(__cpp_exceptions)
#error                                                                                             \
    "boc needs exceptions, which carry what bodies throw to whoever reads their results: compile without -fno-exceptions"
#endif

#if !defined(__cpp_rtti)
#error                                                                                             \
    "boc needs run-time type information, by which messages and notices know their types: compile without -fno-rtti"
#endif
