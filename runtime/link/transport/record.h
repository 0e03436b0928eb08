// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

namespace cownscope::link {

// In a ring and in a pipe, a header precedes each item. In a ring, records begin at multiples of
// recordAlignment.
struct RecordHeader
{
    std::uint64_t bytes = 0; // of the item
    std::uint64_t tag = 0;
};

inline constexpr std::size_t recordAlignment = 64;

// Bytes of a ring for an item: the header is a unit of alignment of its own, so that the item is
// aligned, too.
constexpr std::size_t recordBytes(std::size_t itemBytes)
{
    return recordAlignment + (itemBytes + recordAlignment - 1) / recordAlignment * recordAlignment;
}

} // namespace cownscope::link
