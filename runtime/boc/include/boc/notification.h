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
/// Behaviors that are scheduled by notifications, which coalesce.
namespace boc {

/// A behavior that each notify() schedules, at most once at a time:
///
///     boc::Notification changed = boc::notification(model, view) << [](auto model, auto view) {
///         view->show(*model);
///     };
///     changed.notify(); // from any thread, as often as you like
///
/// notify() schedules the behavior on its cowns unless it is already scheduled and has not begun.
/// So notifications coalesce, and none is lost: after every notify() a run begins that sees what
/// the caller did before. A notify() while the body runs makes it run again afterwards. Two runs
/// never overlap, whatever the cowns.
///
/// Copies of a handle share the notification, like copies of a std::shared_ptr. It is destroyed
/// with the last handle, or after the run that is still scheduled then. A body that holds a handle
/// to its own notification is never destroyed.
///
/// After a stop of its runtime, a scheduled run is discarded, and notify() schedules nothing; this
/// is not an error, nor is a runtime that has ended. Exceptions of the body are reported, since
/// there is no result to store them. Runs belong to no Scope.
///
/// Cost: while a run is scheduled, notify() is one atomic exchange and wait-free; otherwise it
/// costs as much as scheduling a behavior with one more cown.
class Notification
{
public:
    /// An empty handle, to be assigned later.
    Notification() noexcept = default;

    /// Any thread, also in the body. False if the runtime is stopped or has ended, so that the body
    /// will not run. Throws UsageError on an empty handle, std::bad_alloc if there is no memory for
    /// a behavior; then notifications that coalesced with this one are lost, too.
    bool notify() const
    {
        if (!m_state)
            throw UsageError("Notification: a handle to nothing; assign notification(…) << body");
        return m_state->notify();
    }

    /// False for an empty handle.
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
    /// Stores the location of the conversion.
    LocatedNotification(NotificationOn<Requests...> &&on, const char *file = __builtin_FILE(),
                        std::uint32_t line = __builtin_LINE()) noexcept
        : on(on)
        , location{file, line}
    { }

    NotificationOn<Requests...> &on; ///< The converted object.
    const SourceLocation location;   ///< The location.
};

/// The cowns of a notification that has no body yet. A temporary: add the body at once with `<<`.
template <class... Requests>
class NotificationOn
{
public:
    /// For the library.
    explicit NotificationOn(detail::Scheduler &scheduler, Requests &&...requests)
        : m_scheduler(scheduler)
        , m_requests(std::forward<Requests>(requests)...)
    { }

    /// Makes the notification; nothing is scheduled yet. The body gets the same arguments as that
    /// of `when` and may be called any number of times. Throws UsageError if a handle is empty.
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

/// Begins a notification on any mix of cowns and ranges of cowns, each optionally in `read()`, like
/// `when`; it keeps handles to them, and copies ranges. Uses the calling thread's runtime; throws
/// UsageError if there is none (see Runtime::notification).
template <class... Requests>
NotificationOn<Requests...> notification(Requests &&...requests)
{
    return NotificationOn<Requests...>(detail::currentScheduler("notification"),
                                       std::forward<Requests>(requests)...);
}

} // namespace boc
