// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstddef>
#include <cstring>
#include <type_traits>

namespace cownscope::lab::transport {

// A value in memory that another process may change at any time. What is checked afterwards is the
// copy: without the fence, the compiler could read the memory again after the check.
template <typename Value>
requires std::is_trivially_copyable_v<Value> Value copyOnce(const std::byte *from)
{
    Value value;
    std::memcpy(&value, from, sizeof value);
    std::atomic_signal_fence(std::memory_order_seq_cst);
    return value;
}

} // namespace cownscope::lab::transport
