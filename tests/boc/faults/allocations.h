// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

/// \file
/// Simulates a lack of memory. A program linked with allocations.cpp has global operators new and
/// delete that count allocations and can be made to fail.
namespace boctest {

/// Allocations of the whole program that are not freed yet.
std::ptrdiff_t liveAllocations() noexcept;

/// From now on, every allocation of the calling thread except the first `successes` throws
/// std::bad_alloc, until setMemoryBack() is called. For a body whose thread should have no
/// memory after the body has ended either.
void takeMemoryAfter(int successes) noexcept;
void setMemoryBack() noexcept;

/// The same for a scope.
class OutOfMemory
{
public:
    explicit OutOfMemory(int successes = 0) noexcept { takeMemoryAfter(successes); }
    ~OutOfMemory() { setMemoryBack(); }
    OutOfMemory(const OutOfMemory &) = delete;
    OutOfMemory &operator=(const OutOfMemory &) = delete;
};

} // namespace boctest
