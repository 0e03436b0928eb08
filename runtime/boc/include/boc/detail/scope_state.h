// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/runtime_link.h>
#include <boc/detail/sync.h>

#include <atomic>
#include <cstdint>
#include <memory>

namespace boc::detail {

/// The state that a Scope shares with its behaviors and nested scopes.
///
/// | operation    | who                                | order                                   |
/// |--------------|------------------------------------|-----------------------------------------|
/// | retain, drop | any owner of a reference           | relaxed; acq_rel, as in CownCore        |
/// | join         | a thread that schedules a behavior | seq_cst count, seq_cst load of the flag |
/// | leave        | the thread that ended the behavior | seq_cst: see Waiters                    |
/// | cancel       | any thread                         | seq_cst store of the flag               |
/// | inFlight     | a waiting thread                   | seq_cst load of the count               |
/// | isCancelled  | any thread                         | relaxed: it may lag behind              |
///
/// Either a join sees that the scope is cancelled, or the canceller, which reads the count
/// afterwards, sees the join. So nothing of the scope runs after cancel and wait.
///
/// Invariants:
///  1. m_inFlight counts the behaviors of this scope and of all nested scopes. A behavior scheduled
///     by another one joins before that one leaves, so zero means that all work is done, as long as
///     nobody outside schedules.
///  2. A behavior in flight owns a reference to its scope, and a scope owns one to its parent.
class ScopeState
{
public:
    /// Starts with one reference, the Scope's.
    ScopeState(std::shared_ptr<RuntimeLink> link, ScopeState *parent) noexcept;
    ScopeState(const ScopeState &) = delete;
    ScopeState &operator=(const ScopeState &) = delete;

    void retain() noexcept { m_references.fetch_add(1, std::memory_order_relaxed); }
    void drop() noexcept;

    /// Counts a behavior as part of this scope; throws CancelledError, changing nothing, if the
    /// scope is cancelled.
    void join();

    /// A behavior that joined has ended, and its cowns are released. The caller must not touch this
    /// afterwards without a reference of its own.
    void leave() noexcept;

    void cancel() noexcept { m_cancelled.store(true, std::memory_order_seq_cst); }

    /// True if this scope or a parent was cancelled.
    bool isCancelled() const noexcept
    {
        for (const ScopeState *scope = this; scope; scope = scope->m_parent) {
            if (scope->m_cancelled.load(std::memory_order_relaxed))
                return true;
        }
        return false;
    }

    /// True if this is `other` or nested in it.
    bool isInside(const ScopeState &other) const noexcept
    {
        const ScopeState *scope = this;
        while (scope && scope != &other)
            scope = scope->m_parent;
        return scope != nullptr;
    }

    std::uint64_t inFlight() const noexcept { return m_inFlight.load(std::memory_order_seq_cst); }

private:
    ~ScopeState() = default;

    const std::shared_ptr<RuntimeLink> m_link;
    ScopeState *const m_parent;
    Atomic<std::uint64_t> m_inFlight{0};
    Atomic<std::uint32_t> m_references{1};
    Atomic<bool> m_cancelled{false};
};

} // namespace boc::detail
