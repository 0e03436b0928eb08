// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/sync.h>

#include <atomic>
#include <cstdint>

namespace boc::detail {

class BehaviorCore;
class CownCore;

enum class Access : std::uint8_t { Write, Read };

/// A behavior's place in the queue of one cown. Owned by the behavior.
///
/// | operation | who                                                  | order                   |
/// |-----------|------------------------------------------------------|-------------------------|
/// | append    | the holder of the cown's lock, once, on the slot     | release store of m_next |
/// |           | that was the last in the queue                       |                         |
/// | successor | the thread that releases the slot, without the lock; | acquire load of m_next  |
/// |           | or the holder of the lock                            |                         |
///
/// Only the thread that places the behavior changes anything else, before other threads can see the
/// slot.
///
/// While more than a few slots are being placed, their m_next holds their predecessor in the queue.
class Slot
{
public:
    Slot(CownCore *cown, BehaviorCore *behavior, Access access) noexcept
        : m_cown(reinterpret_cast<std::uintptr_t>(cown)
                 | (access == Access::Read ? readFlag : std::uintptr_t{0}))
        , m_behavior(behavior)
    { }

    /// Null if an empty handle was named.
    CownCore *cown() const noexcept { return reinterpret_cast<CownCore *>(m_cown & ~flags); }
    BehaviorCore &behavior() const noexcept { return *m_behavior; }
    Access access() const noexcept
    {
        return (m_cown & readFlag) != 0 ? Access::Read : Access::Write;
    }

    /// Another slot of the behavior represents the same cown; this one is in no queue.
    bool isDuplicate() const noexcept { return (m_cown & duplicateFlag) != 0; }
    void setDuplicate() noexcept { m_cown |= duplicateFlag; }
    /// Called if a duplicate of this slot writes.
    void setWrite() noexcept { m_cown &= ~readFlag; }

    /// A write that is no duplicate and owns no handle.
    bool isPlainWrite() const noexcept { return (m_cown & flags) == 0; }

    /// The behavior owns a reference count of the cown, which it drops at its end.
    bool ownsHandle() const noexcept { return (m_cown & ownsFlag) != 0; }
    void setOwnsHandle() noexcept { m_cown |= ownsFlag; }
    void disownHandle() noexcept { m_cown &= ~ownsFlag; }

    /// Links `next` behind this slot.
    void append(const Slot &next) noexcept
    {
        m_next.store(reinterpret_cast<std::uintptr_t>(&next) | (next.m_cown & readFlag),
                     std::memory_order_release);
    }

    /// The same for a slot that is known to be a writer's.
    void appendWrite(const Slot &next) noexcept
    {
        m_next.store(reinterpret_cast<std::uintptr_t>(&next), std::memory_order_release);
    }

    /// For placement.cpp: stores the slot to which this one will be appended.
    void setPredecessor(Slot *predecessor) noexcept
    {
        m_next.store(reinterpret_cast<std::uintptr_t>(predecessor), std::memory_order_relaxed);
    }
    /// Appends this to the stored predecessor, if any.
    void appendToPredecessor() noexcept
    {
        if (const std::uintptr_t predecessor = m_next.load(std::memory_order_relaxed)) {
            m_next.store(0, std::memory_order_relaxed);
            reinterpret_cast<Slot *>(predecessor)->append(*this);
        }
    }

    struct Successor
    {
        Slot *slot;
        bool reads;
    };
    /// The next in the queue; a null slot if none is linked.
    Successor successor() const noexcept
    {
        const std::uintptr_t next = m_next.load(std::memory_order_acquire);
        return {reinterpret_cast<Slot *>(next & ~flags), (next & readFlag) != 0};
    }
    /// Cuts the queue behind this slot, under the lock.
    void cut() noexcept { m_next.store(0, std::memory_order_relaxed); }

private:
    static constexpr std::uintptr_t readFlag = 1;
    static constexpr std::uintptr_t duplicateFlag = 2;
    static constexpr std::uintptr_t ownsFlag = 4;
    static constexpr std::uintptr_t flags = readFlag | duplicateFlag | ownsFlag;

    std::uintptr_t m_cown;
    Atomic<std::uintptr_t> m_next{0};
    BehaviorCore *m_behavior;
};

} // namespace boc::detail
