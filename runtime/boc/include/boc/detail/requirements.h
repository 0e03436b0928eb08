// SPDX-License-Identifier: MIT
#pragma once

/// \file
/// What the library requires of the compiler. Included before anything that would not compile
/// without it.

#if !defined(__cpp_exceptions)
#error                                                                                             \
    "boc needs exceptions, to store the exceptions of bodies in their results: compile without -fno-exceptions"
#endif

#if !defined(__cpp_rtti)
#error                                                                                             \
    "boc needs run-time type information, to check the types of messages and notices: compile without -fno-rtti"
#endif
