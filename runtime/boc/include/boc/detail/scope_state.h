// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/runtime_link.h>
#include <boc/detail/sync.h>

#include <atomic>
#include <cstdint>
#include <memory>

namespace boc::detail {

/// What a Scope, its behaviors and the scopes inside it share.
///
/// | operation    | who                                | order                                  |
/// |--------------|------------------------------------|----------------------------------------|
/// | retain, drop | whoever has a reference            | relaxed; acq_rel, as in CownCore       |
/// | join         | a thread that schedules a behavior | seq_cst count, seq_cst load of the flag |
/// | leave        | the thread that ended the behavior | seq_cst: see Waiters                   |
/// | cancel       | any thread                         | seq_cst store of the flag              |
/// | inFlight     | whoever waits                      | seq_cst load of the count              |
/// | isCancelled  | any thread                         | relaxed: a hint that comes true        |
///
/// Either a join sees that the scope is cancelled, or whoever cancelled it and then looks at the
/// count sees the join: after cancel and wait nothing of the scope runs.
///
/// Invariants:
///  1. m_inFlight counts the behaviors of this scope and of all inside it. One that is scheduled by
///     a behavior joins before that leaves, so that zero means that all is done, as long as nobody
///     outside schedules.
///  2. A behavior in flight has a reference to its scope, and a scope to the one around it.
class ScopeState
{
public:
    /// Starts with one reference, the Scope's.
    ScopeState(std::shared_ptr<RuntimeLink> link, ScopeState *parent) noexcept;
    ScopeState(const ScopeState &) = delete;
    ScopeState &operator=(const ScopeState &) = delete;

    void retain() noexcept { m_references.fetch_add(1, std::memory_order_relaxed); }
    void drop() noexcept;

    /// A behavior begins to belong to this; throws CancelledError, changing nothing, if it may not.
    void join();

    /// A behavior that joined has ended, and everything of it is released. The caller must not
    /// touch this afterwards without a reference of its own.
    void leave() noexcept;

    void cancel() noexcept { m_cancelled.store(true, std::memory_order_seq_cst); }

    /// This or a scope around it was cancelled.
    bool isCancelled() const noexcept
    {
        for (const ScopeState *scope = this; scope; scope = scope->m_parent) {
            if (scope->m_cancelled.load(std::memory_order_relaxed))
                return true;
        }
        return false;
    }

    /// This is `other` or inside it.
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
