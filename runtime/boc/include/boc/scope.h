// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/scope_state.h>
#include <boc/when.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <utility>

/// \file
/// Groups of behaviors that can be waited for or cancelled.
namespace boc {

class Runtime;

/// A group of behaviors that can be waited for or cancelled separately:
///
///     boc::Scope scope;
///     for (auto &tile : tiles)
///         scope.when(tile) << [](auto tile) { tile->render(); };
///     if (!scope.wait(2s)) {
///         scope.cancel();
///         scope.wait();
///     }
///
/// A scope contains the behaviors scheduled with its `when`, all behaviors that their bodies
/// schedule in any way, and so on. (Notifications belong to no scope.) A scope made inside a
/// behavior of another scope is nested in it: its behaviors belong to both, and cancelling the
/// outer one cancels the inner one.
///
/// Cancelling skips bodies that have not started. Their results hold CancelledError, and their
/// cowns are released in order. Running bodies run to their end, but scheduling in the scope throws
/// CancelledError. A behavior that returned Flow::Again does not run again. A behavior that waits
/// for a promise keeps waiting until the promise is fulfilled or failed.
///
/// The runtime must outlive the Scope. when, cancel, cancelled and inFlight may be called on
/// several threads at once. The destructor waits like wait(), so that bodies may refer to local
/// variables around the Scope; during stack unwinding it cancels the scope first. Inside a behavior
/// the destructor cannot wait: it returns at once, and the scope's behaviors continue.
///
/// Cost: two shared atomic read-modify-writes for each behavior and each enclosing scope, and two
/// for the reference. Behaviors outside scopes pay 8 bytes and two predictable branches.
class Scope
{
public:
    /// For behaviors of the calling thread's runtime; throws UsageError if there is none.
    Scope();

    /// For behaviors of this runtime.
    explicit Scope(Runtime &runtime);

    ~Scope();

    Scope(const Scope &) = delete;
    Scope &operator=(const Scope &) = delete;

    /// `boc::when` for a behavior that belongs to this scope. Adding the body throws CancelledError
    /// once this or an enclosing scope is cancelled.
    template <class... Requests>
    When<Requests...> when(Requests &&...requests)
    {
        return When<Requests...>(detail::Origin{m_scheduler, m_state},
                                 std::forward<Requests>(requests)...);
    }

    /// Waits until no behavior of this scope is in flight; false on timeout. On the main thread of
    /// the runtime it pumps meanwhile, including pinned behaviors of other scopes; on another
    /// thread it only waits. It also returns after a stop of the runtime. Throws UsageError inside
    /// a behavior of this scope or of its runtime, and inside pump.
    bool wait(std::optional<std::chrono::nanoseconds> timeout = {});

    /// Cancels all behaviors that have not started, permanently. Returns at once.
    void cancel() noexcept;

    /// True once this or an enclosing scope was cancelled. Long bodies may poll it.
    bool cancelled() const noexcept;

    /// Behaviors of this scope and of nested scopes that are in flight.
    std::uint64_t inFlight() const noexcept;

private:
    explicit Scope(detail::Scheduler &scheduler);

    detail::Scheduler &m_scheduler;
    detail::ScopeState *const m_state;
    const int m_exceptions;
};

} // namespace boc
