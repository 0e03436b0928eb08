// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/transport/buffer_store.h"

#include <algorithm>

namespace cownscope::link {

BufferStore::Buffer BufferStore::take(std::size_t bytes)
{
    const std::lock_guard lock(m_mutex);
    auto kept = std::ranges::find_if(
        m_buffers, [bytes](const Kept &one) { return !one.isUsed && one.bytes >= bytes; });
    if (kept == m_buffers.end())
        kept = std::ranges::find(m_buffers, false, &Kept::isUsed);
    if (kept == m_buffers.end())
        kept = m_buffers.emplace(kept);
    if (kept->bytes < bytes) {
        kept->memory.reset(); // first, so that both are never there together
        kept->bytes = 0;
        kept->memory = std::make_unique_for_overwrite<std::byte[]>(bytes);
        kept->bytes = bytes;
    }
    kept->isUsed = true;
    return {static_cast<std::size_t>(kept - m_buffers.begin()), {kept->memory.get(), bytes}};
}

Item BufferStore::item(const Buffer &buffer, std::uint64_t generation, std::uint64_t tag)
{
    return Item(shared_from_this(), {buffer.number, generation, buffer.bytes.size(), tag},
                buffer.bytes);
}

void BufferStore::giveBack(const TakenSlot &item) noexcept
{
    const std::lock_guard lock(m_mutex);
    Kept &returned = m_buffers[item.slot];
    returned.isUsed = false;
    const auto spare = std::ranges::count_if(
        m_buffers, [](const Kept &one) { return !one.isUsed && one.bytes > 0; });
    if (static_cast<std::size_t>(spare) > keptBuffers) {
        returned.memory.reset();
        returned.bytes = 0;
    }
}

} // namespace cownscope::link
