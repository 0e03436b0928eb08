// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "link/transport/slot_set.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>

namespace cownscope::link {

// Gets items back. Called on any thread.
class ItemOwner
{
public:
    virtual ~ItemOwner() = default;
    virtual void giveBack(const TakenSlot &item) noexcept = 0;
};

// A received item. It is given back to the transport when this object is destroyed, on any thread
// and in any order. The bytes stay readable until then, also after the other process has died and
// after the receiver is destroyed. In a pool they are in memory that the other process can write:
// it does not do so as long as it keeps to the protocol, but whoever does not trust it copies a
// value once and then checks the copy.
class Item
{
public:
    Item(std::shared_ptr<ItemOwner> owner, const TakenSlot &slot, std::span<const std::byte> bytes)
        : m_owner(std::move(owner))
        , m_slot(slot)
        , m_bytes(bytes)
    { }

    ~Item() { giveBack(); }

    Item(Item &&other) noexcept = default;

    Item &operator=(Item &&other) noexcept
    {
        if (this != &other) {
            giveBack();
            m_owner = std::move(other.m_owner);
            m_slot = other.m_slot;
            m_bytes = other.m_bytes;
        }
        return *this;
    }

    Item(const Item &) = delete;
    Item &operator=(const Item &) = delete;

    std::span<const std::byte> bytes() const { return m_bytes; }
    std::uint64_t tag() const { return m_slot.tag; } // of the sender
    // 1, 2, 3 …, in the order of sending. Items that were never taken leave gaps.
    std::uint64_t generation() const { return m_slot.generation; }

private:
    void giveBack() noexcept
    {
        if (m_owner)
            std::exchange(m_owner, nullptr)->giveBack(m_slot);
    }

    std::shared_ptr<ItemOwner> m_owner;
    TakenSlot m_slot;
    std::span<const std::byte> m_bytes;
};

} // namespace cownscope::link
