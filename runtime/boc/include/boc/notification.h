// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/notification_state.h>
#include <boc/detail/scheduling.h>
#include <boc/errors.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <tuple>
#include <type_traits>
#include <utility>

/// \file
/// Behaviors that are told that there is something to do.
namespace boc {

/// A behavior that is scheduled by being told that there is something to do, however often:
///
///     boc::Notification changed = boc::notification(model, view) << [](auto model, auto view) {
///         view->show(*model);
///     };
///     changed.notify(); // from any thread, as often as you like
///
/// notify() schedules the behavior over its cowns unless it is scheduled already and has not begun.
/// So notifications coalesce and none is lost: after every notify() a run begins that sees what the
/// caller did before. A notify() while the body runs makes it run again afterwards; two runs never
/// overlap, whether or not the cowns would let them.
///
/// Copies of a handle share the notification, as a std::shared_ptr its object. It ends with the
/// last of them, and after the run that is scheduled then. A body that holds a handle to its own
/// notification keeps it for ever.
///
/// After a stop of its runtime a scheduled run is given up, and notify() schedules nothing; that
/// and a runtime that has ended are no errors. Exceptions of the body are reported, since there is
/// no result to keep them. Runs belong to no Scope.
///
/// Cost: notify() is one atomic exchange and wait-free while a run is scheduled; otherwise that of
/// scheduling a behavior with one cown more than named.
class Notification
{
public:
    /// A handle to nothing, to be assigned later.
    Notification() noexcept = default;

    /// Any thread, also in the body. False if the runtime is stopped or has ended, so that the body
    /// will not run. Throws UsageError on a handle to nothing, std::bad_alloc if a behavior cannot
    /// be made; notifications that coalesced with that one are then lost with it.
    bool notify() const
    {
        if (!m_state)
            throw UsageError("Notification: a handle to nothing; assign notification(…) << body");
        return m_state->notify();
    }

    /// False for a handle to nothing.
    explicit operator bool() const noexcept { return m_state != nullptr; }

private:
    template <class... Requests>
    friend class NotificationOn;

    explicit Notification(std::shared_ptr<detail::NotificationState> state) noexcept
        : m_state(std::move(state))
    { }

    std::shared_ptr<detail::NotificationState> m_state;
};

template <class... Requests>
class NotificationOn;

/// As LocatedWhen.
template <class... Requests>
struct LocatedNotification
{
    /// Notes where it is converted.
    LocatedNotification(NotificationOn<Requests...> &&on, const char *file = __builtin_FILE(),
                        std::uint32_t line = __builtin_LINE()) noexcept
        : on(on)
        , location{file, line}
    { }

    NotificationOn<Requests...> &on; ///< What was converted.
    const SourceLocation location;   ///< Where.
};

/// The cowns of a notification that still lacks its body. A temporary: give it the body at once.
template <class... Requests>
class NotificationOn
{
public:
    /// For the library.
    explicit NotificationOn(detail::Scheduler &scheduler, Requests &&...requests)
        : m_scheduler(scheduler)
        , m_requests(std::forward<Requests>(requests)...)
    { }

    /// Makes the notification; nothing is scheduled yet. The body is called as that of `when`, any
    /// number of times. Throws UsageError if a handle is empty.
    template <class F>
    friend Notification operator<<(LocatedNotification<Requests...> located, F &&body)
    {
        return located.on.make(std::forward<F>(body), located.location);
    }

private:
    template <class F>
    Notification make(F &&body, const SourceLocation &location)
    {
        using Body = std::decay_t<F>;
        static_assert(
            std::is_invocable_v<Body &, detail::Parameter<Requests> &...>,
            "the body must take one Acquired or AcquiredSpan for each argument of notification()");
        std::apply([](const auto &...request) { (requireHandles(request), ...); }, m_requests);
        using State = detail::NotificationOf<Body, std::remove_cvref_t<Requests>...>;
        return Notification(std::make_shared<State>(detail::linkOf(m_scheduler), location,
                                                    std::forward<F>(body), m_requests));
    }

    template <class Request>
    static void requireHandles(const Request &request)
    {
        const auto *handles = detail::Traits<Request>::first(request);
        for (std::size_t i = 0; i < detail::Traits<Request>::count(request); ++i) {
            if (!handles[i])
                throw UsageError("notification: a cown handle is empty (moved from, or never "
                                 "assigned)");
        }
    }

    detail::Scheduler &m_scheduler;
    std::tuple<Requests...> m_requests;
};

/// Begins a notification over any mix of cowns and ranges of cowns, each perhaps in `read()`, as
/// `when` takes them; it keeps handles to them, and copies ranges. Of the calling thread's runtime;
/// throws UsageError if there is none (see Runtime::notification).
template <class... Requests>
NotificationOn<Requests...> notification(Requests &&...requests)
{
    return NotificationOn<Requests...>(detail::currentScheduler("notification"),
                                       std::forward<Requests>(requests)...);
}

} // namespace boc
