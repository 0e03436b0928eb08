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
/// How behaviors are scheduled.
namespace boc {

/// Behaviors on their way into the queues of their cowns: what `when(…) << body` and sums of those
/// give. They are scheduled together, in one step as seen by everybody else, when this temporary
/// ends or its results are taken. Never store one: `auto x = when(…) << body;` would schedule only
/// at the end of the scope. Write `Cown<R> x = when(…) << body;`.
///
/// If an exception passes before that (the second body of a sum could not be scheduled, say),
/// nothing of it is scheduled.
///
/// Handles that `when` was given as temporaries (moved, alone or in a container, and perhaps in
/// `read()`) belong to the behavior. Those that it was lent (named ones, spans) must live until the
/// behavior is scheduled, as in one statement they do. So a function that returns this expression
/// moves its own handles into it:
///
///     auto later(Cown<int> a) { return boc::when(boc::read(std::move(a))) << …; }
template <class... Behaviors>
class Scheduled
{
public:
    /// How many behaviors these are.
    static constexpr std::size_t count = sizeof...(Behaviors);
    /// For the library.
    explicit Scheduled(std::tuple<Behaviors *...> behaviors) noexcept
        : m_behaviors(behaviors)
        , m_unwinding(detail::uncaughtExceptions())
    { }
    Scheduled(const Scheduled &) = delete;
    Scheduled &operator=(const Scheduled &) = delete;
    /// Schedules, unless the results were taken, which did, or an exception passes.
    ~Scheduled()
    {
        if (m_pending) {
            if (detail::uncaughtExceptions() > m_unwinding) [[unlikely]]
                abandon();
            else
                place();
        }
    }

    /// Schedules and keeps the result.
    auto result() && requires(count == 1)
    {
        auto result = std::get<0>(m_behaviors)->makeResult();
        place();
        return result;
    }

    /// Schedules and keeps all results, as a tuple in the order of the sum.
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

    /// Both take their places in all queues in one step; the left one first where they share a
    /// cown.
    template <class... Others>
    Scheduled<Behaviors..., Others...> operator+(Scheduled<Others...> &&other) &&
    {
        m_pending = false;
        return Scheduled<Behaviors..., Others...>(std::tuple_cat(m_behaviors, other.release()));
    }

    /// Gives up the behaviors to a larger sum.
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

/// A When, referred to, together with the place in the program where it gets its body: made by the
/// conversion that `when(…) << body` needs, whose default arguments are evaluated there. (when()
/// itself, being variadic, can have no default arguments.)
template <class... Requests>
struct LocatedWhen
{
    /// Notes where it is converted.
    LocatedWhen(When<Requests...> &&when, const char *file = __builtin_FILE(),
                std::uint32_t line = __builtin_LINE()) noexcept
        : when(when)
        , location{file, line}
    { }

    When<Requests...> &when;       ///< What was converted.
    const SourceLocation location; ///< Where.
};

/// The cowns of a behavior that still lacks its body. A temporary like Scheduled.
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

    /// The same as `when(…) << body`, in the name of another place in the program.
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
/// arrays, spans), each perhaps in `read()`:
///
///     boc::when(a, boc::read(b), cells) << [](auto a, auto b, auto cells) { a->x += b->x; };
///
/// The behavior runs once, when it holds all of them; it never blocks a thread while it waits. A
/// cown named twice counts once; if one of the mentions writes, it is written. No cowns at all make
/// a plain task. If any of the cowns is pinned, the behavior runs on the main thread of its
/// runtime, in pump.
///
/// Two behaviors that share a cown (and do not both read it) run in the order in which they were
/// scheduled, where there is one: one `when` before the other in a thread, or across threads that
/// synchronize. Deadlock is impossible, since every behavior takes its place in all queues in one
/// step.
///
/// Uses the calling thread's runtime; throws UsageError if it has none (see Runtime::when). May be
/// called on any thread, inside behaviors too.
///
/// The behavior keeps the cowns alive by waiting for them and by having them; it has handles only
/// if they were given to it as temporaries. An empty handle is a UsageError, and schedules nothing.
///
/// Cost: a block of memory from a pool (64 bytes for each started 64); for each cown one locked
/// word to take a place in its queue, and at the end one compare-and-swap, or nothing where the
/// next behavior waits already.
template <class... Requests>
When<Requests...> when(Requests &&...requests)
{
    return When<Requests...>(detail::currentScheduler(), std::forward<Requests>(requests)...);
}

} // namespace boc
