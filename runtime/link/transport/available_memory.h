// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace cownscope::link {

// Number of bytes that this process can still get without swapping, and within the limits of its
// control groups (version 1 or 2); very large if the system does not say. An estimate: other
// processes may need memory at the same time.
std::uint64_t availableMemory();

} // namespace cownscope::link
