// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/scope_state.h>
#include <boc/when.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <utility>

/// \file
/// Parts of the work, to be waited for or cancelled.
namespace boc {

class Runtime;

/// A part of a program's work that can be waited for, or given up, by itself:
///
///     boc::Scope scope;
///     for (auto &tile : tiles)
///         scope.when(tile) << [](auto tile) { tile->render(); };
///     if (!scope.wait(2s)) {
///         scope.cancel();
///         scope.wait();
///     }
///
/// To a scope belong the behaviors scheduled by its `when`, and those that its behaviors schedule
/// while their bodies run, whatever they use for it, and so on. (Notifications belong to none.) A
/// scope made inside a behavior of another scope is inside that one: its behaviors belong to both,
/// and cancelling the outer one cancels it.
///
/// Cancelling: bodies that have not begun are skipped. Their results hold CancelledError, their
/// cowns are released in order, and what they would have scheduled never is. Bodies that run go on
/// to their end, but scheduling into the scope throws CancelledError. What asked to run again (see
/// Flow) does not. A behavior that waits for a promise goes on waiting: fail the promise.
///
/// The runtime must outlive the Scope. when, cancel, cancelled and inFlight may be called on any
/// thread, at once; construction, wait and destruction are as below. Destroying the Scope waits for
/// it as wait() does, so that bodies may refer to what surrounds it, and cancels it before if that
/// is because of an exception. Inside a behavior nobody can wait: there it only lets go, and its
/// behaviors go on.
///
/// Cost: two shared atomic read-modify-writes for each behavior and scope around it, and two for
/// the reference; behaviors outside scopes pay 8 bytes and two predictable branches.
class Scope
{
public:
    /// For behaviors of the calling thread's runtime; throws UsageError if there is none.
    Scope();

    /// For behaviors of the runtime named.
    explicit Scope(Runtime &runtime);

    ~Scope();

    Scope(const Scope &) = delete;
    Scope &operator=(const Scope &) = delete;

    /// `boc::when` for a behavior that belongs to this scope. The body is refused with
    /// CancelledError once this or a scope around it is cancelled.
    template <class... Requests>
    When<Requests...> when(Requests &&...requests)
    {
        return When<Requests...>(detail::Origin{m_scheduler, m_state},
                                 std::forward<Requests>(requests)...);
    }

    /// Waits until no behavior of this scope is in flight; true if that came about before the
    /// timeout. On the main thread of the runtime it pumps meanwhile, whatever the pinned behaviors
    /// belong to; on another thread it only waits. A stop of the runtime ends it, too. Throws
    /// UsageError inside a behavior of this scope or of its runtime, and inside pump.
    bool wait(std::optional<std::chrono::nanoseconds> timeout = {});

    /// Gives up what has not begun; for good. Returns at once.
    void cancel() noexcept;

    /// True once this or a scope around it was cancelled: long bodies may want to look.
    bool cancelled() const noexcept;

    /// Behaviors of this scope, and of those inside it, that are in flight.
    std::uint64_t inFlight() const noexcept;

private:
    explicit Scope(detail::Scheduler &scheduler);

    detail::Scheduler &m_scheduler;
    detail::ScopeState *const m_state;
    const int m_exceptions;
};

} // namespace boc
