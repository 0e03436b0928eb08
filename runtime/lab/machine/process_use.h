// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace cownscope::lab {

// CPU seconds that this process has used since its start, user and system.
double ownCpuSeconds();

// The memory of this process that belongs to no file and is not shared, such as the heap; 0 if the
// system does not say.
std::uint64_t anonymousBytes();

// The growth since an earlier value, 0 if it is less now.
std::uint64_t anonymousBytesSince(std::uint64_t earlier);

} // namespace cownscope::lab
