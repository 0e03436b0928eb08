// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "link/transport/item.h"

#include <cstddef>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

namespace cownscope::link {

// Buffers for received copies. Up to `keptBuffers` are kept for the next items, since fresh memory
// costs about as much as the copy.
class BufferStore
    : public ItemOwner
    , public std::enable_shared_from_this<BufferStore>
{
public:
    static constexpr std::size_t keptBuffers = 2;

    // A buffer, and its number.
    struct Buffer
    {
        std::size_t number;
        std::span<std::byte> bytes;
    };

    Buffer take(std::size_t bytes);
    // The item whose bytes are in the buffer.
    Item item(const Buffer &buffer, std::uint64_t generation, std::uint64_t tag);
    void giveBack(const TakenSlot &item) noexcept override;

private:
    struct Kept
    {
        std::unique_ptr<std::byte[]> memory;
        std::size_t bytes = 0;
        bool isUsed = false;
    };

    std::mutex m_mutex;
    std::vector<Kept> m_buffers;
};

} // namespace cownscope::link
