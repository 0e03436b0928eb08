// SPDX-License-Identifier: MIT
#pragma once

#include <boc/explore/execution.h>

#include <atomic>
#include <cstdint>
#include <vector>

namespace boc::explore {

/// An atomic object's memory, with the stores that threads may still see.
///
/// This is an operational model of the C++ memory model without load buffering. Each location keeps
/// its modification order. A load may return any store that is not known to be overwritten: no
/// later store happens before the load, and no later store was seen by an operation that happens
/// before the load. An acquire load of a release store joins the storing thread's clock.
/// Read-modify-write operations read the last store and continue its release sequence. A seq_cst
/// load sees no store older than the last seq_cst store, in the order in which the execution ran
/// them.
///
/// So the model covers store buffering and stale reads (relaxed and acquire), missing release or
/// acquire edges, and coherence. It does not cover loads that see a store that runs later (load
/// buffering); stores that precede, in modification order, a store that ran earlier; consume; and
/// fences, which the library does not use.
class Location
{
public:
    using Order = std::memory_order;

    explicit Location(std::uint64_t value) noexcept;
    ~Location();
    Location(const Location &) = delete;
    Location &operator=(const Location &) = delete;

    std::uint64_t load(Order order) const;
    void store(std::uint64_t value, Order order);

    /// Replaces the last value `v` by change(v); returns `v`.
    template <class Change>
    std::uint64_t update(Change change, Order order)
    {
        const std::uint64_t before = beginUpdate(order);
        endUpdate(change(before), order);
        return before;
    }

    bool compareExchange(std::uint64_t &expected, std::uint64_t desired, Order success,
                         Order failure, bool weak);

    /// Sleeps until a notification, unless the value differs from `old`.
    void wait(std::uint64_t old, Order order) const;
    void notifyOne() const;
    void notifyAll() const;

private:
    struct Store
    {
        std::uint64_t value = 0;
        VectorClock released;                // joined by acquire loads of this store
        std::array<Time, maxThreads> seen{}; // when each thread first saw it; 0: not yet
        bool sequential = false;
    };

    static constexpr std::size_t historyLength = 5;

    Execution *enter(bool point) const;
    bool onlyMine(const Execution &execution) const noexcept;
    bool passed(const Store &store, Execution &execution) const noexcept;
    const Store &choose(Execution &execution, Order order) const;
    void see(const Store &store, Execution &execution, Order order) const;
    void append(std::uint64_t value, Execution &execution, Order order, bool update);
    std::uint64_t beginUpdate(Order order);
    void endUpdate(std::uint64_t value, Order order);

    // Mutable, since a load records what its thread has seen.
    mutable std::vector<Store> m_stores; // oldest first; empty until first used in an execution
    mutable std::uint32_t m_epoch = 0;   // the execution that m_stores belongs to
    std::uint64_t m_value;               // the last store's
    std::uint32_t m_birthEpoch = 0;
    Time m_birthTime = 0;
    std::uint8_t m_birthThread = 0;
    mutable std::uint8_t m_writer = 0; // the thread that made all stores; maxThreads if several did
    std::uint8_t m_alive = 0xA5;
    // When each thread last used this location; 0: not in this execution. The destruction must
    // happen after all of these.
    mutable std::array<Time, maxThreads> m_touched{};
};

} // namespace boc::explore
