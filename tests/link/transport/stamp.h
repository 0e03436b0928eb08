// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

namespace cownscope::test {

// Writes a number all over the bytes: in the first and the last ones, and in each 4 KiB.
inline void stamp(std::span<std::byte> bytes, std::uint64_t number)
{
    constexpr std::size_t stride = 4096;
    if (bytes.empty())
        return;
    if (bytes.size() < sizeof number) {
        std::memcpy(bytes.data(), &number, bytes.size());
        return;
    }
    for (std::size_t i = 0; i + sizeof number <= bytes.size(); i += stride)
        std::memcpy(bytes.data() + i, &number, sizeof number);
    std::memcpy(bytes.data() + bytes.size() - sizeof number, &number, sizeof number);
}

inline bool isStamped(std::span<const std::byte> bytes, std::uint64_t number)
{
    constexpr std::size_t stride = 4096;
    if (bytes.empty())
        return true;
    if (bytes.size() < sizeof number)
        return std::memcmp(bytes.data(), &number, bytes.size()) == 0;
    for (std::size_t i = 0; i + sizeof number <= bytes.size(); i += stride) {
        if (std::memcmp(bytes.data() + i, &number, sizeof number) != 0)
            return false;
    }
    return std::memcmp(bytes.data() + bytes.size() - sizeof number, &number, sizeof number) == 0;
}

} // namespace cownscope::test
