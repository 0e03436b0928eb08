// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/sync.h>

#include <atomic>
#include <cstdint>
#include <memory>

namespace boc {
class Runtime;
} // namespace boc

namespace boc::detail {

class Scheduler;

/// Access to a runtime for objects that may outlive it, on any thread.
///
/// | operation      | who             | order                                                |
/// |----------------|-----------------|------------------------------------------------------|
/// | enter (Visit)  | any thread      | seq_cst count, then seq_cst load of m_closed         |
/// | leave (~Visit) | the same thread | release, pairs with the loads of m_visits            |
/// | close          | the main thread | seq_cst store of m_closed, seq_cst loads of m_visits |
///
/// Either the visitor sees that the link is closed, or close sees the visitor and waits until it
/// has left. So a scheduler obtained from a visit stays alive until the visit ends. Visits are
/// short and never wait.
class RuntimeLink
{
public:
    explicit RuntimeLink(Scheduler &scheduler) noexcept
        : m_scheduler(scheduler)
    { }

    /// Access to the scheduler within a C++ scope, if it still exists.
    class Visit
    {
    public:
        explicit Visit(RuntimeLink &link) noexcept
            : m_link(link)
        {
            m_link.m_visits.fetch_add(1, std::memory_order_seq_cst);
            m_entered = !m_link.m_closed.load(std::memory_order_seq_cst);
        }
        ~Visit() { m_link.m_visits.fetch_sub(1, std::memory_order_release); }
        Visit(const Visit &) = delete;
        Visit &operator=(const Visit &) = delete;

        /// Null if the runtime has ended.
        Scheduler *scheduler() const noexcept { return m_entered ? &m_link.m_scheduler : nullptr; }

    private:
        RuntimeLink &m_link;
        bool m_entered;
    };

    /// Called when the runtime ends: after it, visits find no scheduler, and earlier visits have
    /// ended.
    void close() noexcept
    {
        m_closed.store(true, std::memory_order_seq_cst);
        while (m_visits.load(std::memory_order_seq_cst) != 0)
            yieldThread();
    }

private:
    Scheduler &m_scheduler;
    Atomic<std::uint32_t> m_visits{0};
    Atomic<bool> m_closed{false};
    [[maybe_unused, no_unique_address]] SharedOwners m_owners;
};

/// The link of a runtime.
const std::shared_ptr<RuntimeLink> &linkOf(Scheduler &scheduler) noexcept;

} // namespace boc::detail
