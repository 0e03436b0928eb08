// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/behavior_core.h>
#include <boc/detail/cown_core.h>
#include <boc/detail/worker_front.h>

#include <cstdint>

namespace boc::detail {

/// Cowns that nobody can reach any more, kept for a moment, until their ends may take time; then
/// reclaimed by the destructor.
class DeadCowns
{
public:
    DeadCowns() = default;
    DeadCowns(const DeadCowns &) = delete;
    DeadCowns &operator=(const DeadCowns &) = delete;
    ~DeadCowns()
    {
        if (m_first) [[unlikely]]
            reclaim();
    }

    void add(CownCore &cown) noexcept;

private:
    void reclaim() noexcept;

    CownCore *m_first = nullptr;
    CownCore *m_last = nullptr;
};

/// Releases the cowns of a behavior one after another and hands them on. A behavior that gets
/// several of them at once arrives once. The destructor ends what nobody wants any more.
class Releasing
{
public:
    /// `worker` is the one whose thread this is, if it is one; what becomes ready is given to it.
    explicit Releasing(WorkerFront *worker) noexcept
        : m_worker(worker)
    { }
    Releasing(const Releasing &) = delete;
    Releasing &operator=(const Releasing &) = delete;

    void release(Slot &slot) noexcept
    {
        if (slot.isPlainWrite()) [[likely]]
            add(slot.cown()->release(slot), slot);
        else
            releaseOther(slot);
    }

    void releaseResult(Slot &slot) noexcept;

    void add(const Released &released) noexcept
    {
        if (released.kind == Released::Writer)
            count(released.first->behavior());
        else if (released.kind != Released::Nobody) [[unlikely]]
            addReaders(released.first);
    }

    /// To be called when all slots are released.
    void finish() noexcept
    {
        if (m_behavior && m_behavior->arrive(m_count))
            addReady(*m_behavior);
    }

private:
    void add(const Released &released, Slot &slot) noexcept
    {
        if (released.kind == Released::Dead) [[unlikely]]
            m_dead.add(*slot.cown());
        else
            add(released);
    }
    void releaseOther(Slot &slot) noexcept;
    void addReaders(Slot *first) noexcept;

    void count(BehaviorCore &behavior) noexcept
    {
        if (&behavior != m_behavior) {
            finish();
            m_behavior = &behavior;
            m_count = 0;
        }
        ++m_count;
    }

    void addReady(BehaviorCore &behavior) noexcept
    {
        if (m_worker)
            m_worker->addReady(behavior);
        else
            dispatch(behavior);
    }
    static void dispatch(BehaviorCore &behavior) noexcept;

    WorkerFront *const m_worker;
    BehaviorCore *m_behavior = nullptr;
    std::uint32_t m_count = 0;
    DeadCowns m_dead;
};

} // namespace boc::detail
