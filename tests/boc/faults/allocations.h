// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

/// \file
/// Memory that runs out. A program linked with allocations.cpp has global operators new and delete
/// that count, and fail where they are told to.
namespace boctest {

/// Allocations of the whole program that are not freed yet.
std::ptrdiff_t liveAllocations() noexcept;

/// From now on every allocation of the calling thread but the first `successes` throws
/// std::bad_alloc, until setMemoryBack. For bodies, whose thread lives on when they end.
void takeMemoryAfter(int successes) noexcept;
void setMemoryBack() noexcept;

/// Takes the calling thread's memory for the length of a scope.
class OutOfMemory
{
public:
    explicit OutOfMemory(int successes = 0) noexcept { takeMemoryAfter(successes); }
    ~OutOfMemory() { setMemoryBack(); }
    OutOfMemory(const OutOfMemory &) = delete;
    OutOfMemory &operator=(const OutOfMemory &) = delete;
};

} // namespace boctest
