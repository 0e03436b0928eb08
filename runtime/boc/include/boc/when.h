// SPDX-License-Identifier: MIT
#pragma once

#include <boc/cown.h>
#include <boc/detail/behavior.h>
#include <boc/detail/request.h>
#include <boc/detail/scheduling.h>
#include <boc/read.h>
#include <boc/slow_body.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <tuple>
#include <type_traits>
#include <utility>

/// \file
/// Scheduling of behaviors.
namespace boc {

/// The behaviors of `when(…) << body`, or of a sum of such expressions. They are scheduled
/// together, atomically for other threads, when this temporary is destroyed or its results are
/// taken. Never store it: `auto x = when(…) << body;` would schedule only at the end of the C++
/// scope. Write `Cown<R> x = when(…) << body;`.
///
/// If an exception is thrown before that (for example by the second body of a sum), none of the
/// behaviors is scheduled.
///
/// Temporary handles passed to `when` (moved handles or containers, also in `read()`) are moved
/// into the behavior. Other arguments (named handles, spans) are referenced and must live until the
/// behavior is scheduled, which is always so within one statement. A function that returns this
/// expression must therefore move its own handles into it:
///
///     auto later(Cown<int> a) { return boc::when(boc::read(std::move(a))) << …; }
template <class... Behaviors>
class Scheduled
{
public:
    /// The number of behaviors.
    static constexpr std::size_t count = sizeof...(Behaviors);
    /// For the library.
    explicit Scheduled(std::tuple<Behaviors *...> behaviors) noexcept
        : m_behaviors(behaviors)
        , m_unwinding(detail::uncaughtExceptions())
    { }
    Scheduled(const Scheduled &) = delete;
    Scheduled &operator=(const Scheduled &) = delete;
    /// Schedules, unless taking the results did so already or the stack is being unwound.
    ~Scheduled()
    {
        if (m_pending) {
            if (detail::uncaughtExceptions() > m_unwinding) [[unlikely]]
                abandon();
            else
                place();
        }
    }

    /// Schedules and returns the result.
    auto result() && requires(count == 1)
    {
        auto result = std::get<0>(m_behaviors)->makeResult();
        place();
        return result;
    }

    /// Schedules and returns all results, as a tuple in the order of the sum.
    std::tuple<Cown<typename Behaviors::R>...> results() &&
    {
        auto results = std::apply(
            [](auto *...behavior) {
                return std::tuple<Cown<typename Behaviors::R>...>{behavior->makeResult()...};
            },
            m_behaviors);
        place();
        return results;
    }

    /// The same as result().
    template <class R>
    requires(count == 1 && (std::is_same_v<R, typename Behaviors::R> && ...)) operator Cown<R>() &&
    {
        return std::move(*this).result();
    }

    /// Schedules both in one step; on shared cowns the left one comes first.
    template <class... Others>
    Scheduled<Behaviors..., Others...> operator+(Scheduled<Others...> &&other) &&
    {
        m_pending = false;
        return Scheduled<Behaviors..., Others...>(std::tuple_cat(m_behaviors, other.release()));
    }

    /// Releases the behaviors to a larger sum.
    std::tuple<Behaviors *...> release() noexcept
    {
        m_pending = false;
        return m_behaviors;
    }

private:
    void place() noexcept
    {
        m_pending = false;
        if constexpr (count == 1) {
            std::get<0>(m_behaviors)->place();
        } else {
            const std::array<detail::BehaviorCore *, count> batch = std::apply(
                [](auto *...behavior) {
                    return std::array<detail::BehaviorCore *, count>{behavior...};
                },
                m_behaviors);
            detail::place(batch);
        }
    }

    void abandon() noexcept
    {
        const auto discard = [](auto *behavior) {
            detail::Scheduler &scheduler = behavior->scheduler();
            detail::ScopeState *const scope = behavior->scope();
            behavior->abandon();
            detail::retract(scheduler, scope);
        };
        std::apply([&](auto *...behavior) { (discard(behavior), ...); }, m_behaviors);
    }

    std::tuple<Behaviors *...> m_behaviors;
    int m_unwinding;
    bool m_pending = true;
};

template <class... Requests>
class When;

/// Refers to a When, with the source location of its `<<`. The conversion to this type in `when(…)
/// << body` evaluates the default arguments there. (when() itself is variadic and cannot have
/// default arguments.)
template <class... Requests>
struct LocatedWhen
{
    /// Stores the location of the conversion.
    LocatedWhen(When<Requests...> &&when, const char *file = __builtin_FILE(),
                std::uint32_t line = __builtin_LINE()) noexcept
        : when(when)
        , location{file, line}
    { }

    When<Requests...> &when;       ///< The converted object.
    const SourceLocation location; ///< The location.
};

/// The cowns of a behavior that has no body yet. A temporary like Scheduled.
template <class... Requests>
class When
{
public:
    /// For the library.
    explicit When(detail::Origin origin, Requests &&...requests)
        : m_origin(origin)
        , m_requests(std::forward<Requests>(requests)...)
    { }

    /// Schedules `body`, which is called once, with one Acquired or AcquiredSpan for each argument
    /// of `when`, on a thread that then holds all the cowns. Throws StoppedError if the runtime is
    /// stopping, CancelledError if the scope is cancelled, UsageError if a pinned cown belongs to
    /// another runtime.
    template <class F>
    friend auto operator<<(LocatedWhen<Requests...> located, F &&body)
    {
        return std::move(located.when).schedule(std::forward<F>(body), located.location);
    }

    /// The same as `when(…) << body`, with another source location.
    template <class F>
    auto schedule(F &&body, const SourceLocation &location) &&
    {
        using Behavior = detail::Behavior<std::decay_t<F>, std::remove_cvref_t<Requests>...>;
        static_assert(
            std::is_invocable_v<std::decay_t<F> &, detail::Parameter<Requests> &...>,
            "the body must take one Acquired or AcquiredSpan for each argument of when()");
        return Scheduled<Behavior>(std::tuple<Behavior *>(
            Behavior::make(m_origin, std::forward<F>(body), m_requests, location)));
    }

private:
    detail::Origin m_origin;
    std::tuple<Requests...> m_requests;
};

/// Schedules a behavior over any mix of single cowns and contiguous ranges of cowns (vectors,
/// arrays, spans), each optionally in `read()`:
///
///     boc::when(a, boc::read(b), cells) << [](auto a, auto b, auto cells) { a->x += b->x; };
///
/// The behavior runs once, when it holds all of them; it never blocks a thread while it waits. A
/// cown named twice counts once, for writing if any of the two writes. Without cowns it is a plain
/// task. If any cown is pinned, the behavior runs on the main thread of its runtime, in pump.
///
/// Two behaviors that share a cown (and do not both read it) run in the order in which they were
/// scheduled, if one `when` happens before the other. Deadlock is impossible, since every behavior
/// enters all its queues in one step.
///
/// Uses the calling thread's runtime; throws UsageError if it has none (see Runtime::when). May be
/// called on any thread, inside behaviors too.
///
/// The behavior keeps its cowns alive until it ends, without owning handles except temporary ones.
/// An empty handle is a UsageError, and nothing is scheduled.
///
/// Cost: a block of memory from a pool (a multiple of 64 bytes); for each cown, one locked word to
/// enter its queue and one compare-and-swap at the end, which is not needed if the next behavior
/// already waits.
template <class... Requests>
When<Requests...> when(Requests &&...requests)
{
    return When<Requests...>(detail::currentScheduler(), std::forward<Requests>(requests)...);
}

} // namespace boc
