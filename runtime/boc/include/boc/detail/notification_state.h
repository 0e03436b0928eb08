// SPDX-License-Identifier: MIT
#pragma once

#include <boc/cown.h>
#include <boc/detail/kept_request.h>
#include <boc/detail/runtime_link.h>
#include <boc/detail/sync.h>
#include <boc/when.h>

#include <atomic>
#include <memory>
#include <tuple>
#include <utility>

namespace boc::detail {

/// The state that the handles of a notification share with its scheduled behavior.
///
/// | operation | who                                       | order                           |
/// |-----------|-------------------------------------------|---------------------------------|
/// | notify    | any thread                                | release exchange of m_scheduled |
/// | begin     | the thread that runs the behavior, before | acquire exchange of m_scheduled |
/// |           | the body; or the one that discards it     |                                 |
///
/// Invariant: m_scheduled is true exactly from the notify that found it false until the begin of
/// the behavior that this notify scheduled; so there is at most one such behavior. A notify that
/// finds it true precedes that begin in the order of the exchanges. What its caller did before
/// happens before the body, since all exchanges in between are read-modify-writes.
class NotificationState : public std::enable_shared_from_this<NotificationState>
{
public:
    explicit NotificationState(std::shared_ptr<RuntimeLink> link) noexcept
        : m_link(std::move(link))
    { }
    virtual ~NotificationState() = default;
    NotificationState(const NotificationState &) = delete;
    NotificationState &operator=(const NotificationState &) = delete;

    bool notify()
    {
        return m_scheduled.exchange(true, std::memory_order_release) || scheduleOnce();
    }

    void begin() noexcept { m_scheduled.exchange(false, std::memory_order_acquire); }

protected:
    /// Schedules a behavior that owns a NotificationRun of this.
    virtual void schedule(Scheduler &scheduler) = 0;

private:
    /// False if the runtime is stopped.
    bool scheduleOnce();

    const std::shared_ptr<RuntimeLink> m_link;
    Atomic<bool> m_scheduled{false};
    [[maybe_unused, no_unique_address]] SharedOwners m_owners;
};

/// Part of the closure: calls begin once, at the latest when the closure is destroyed, whether it
/// ran, was discarded, or could not be scheduled.
class NotificationRun
{
public:
    explicit NotificationRun(std::shared_ptr<NotificationState> state) noexcept
        : m_state(std::move(state))
    { }
    NotificationRun(NotificationRun &&) noexcept = default;
    NotificationRun &operator=(NotificationRun &&) = delete;
    ~NotificationRun() { begin(); }

    void begin() noexcept
    {
        if (const std::shared_ptr<NotificationState> state = std::move(m_state))
            state->begin();
    }

private:
    std::shared_ptr<NotificationState> m_state;
};

/// A notification with its body and its cowns. The body is itself a cown, so that two runs can
/// never overlap, whatever other cowns it uses.
template <class Body, class... Requests>
class NotificationOf final : public NotificationState
{
public:
    template <class F, class Tuple>
    NotificationOf(std::shared_ptr<RuntimeLink> link, const SourceLocation &location, F &&body,
                   const Tuple &requests)
        : NotificationState(std::move(link))
        , m_location(location)
        , m_body(std::forward<F>(body))
        , m_requests(std::apply(
              [](const auto &...request) {
                  return std::tuple<Kept<Requests>...>{keep(request)...};
              },
              requests))
    { }

private:
    struct Holder
    {
        explicit Holder(Body b)
            : body(std::move(b))
        { }

        Body body;
    };

    void schedule(Scheduler &scheduler) override
    {
        std::apply(
            [&](const auto &...kept) {
                using ThisWhen = When<const Cown<Holder> &, const Kept<Requests> &...>;
                ThisWhen(scheduler, m_body, kept...)
                    .schedule(
                        [run = NotificationRun(shared_from_this())](Acquired<Holder> holder,
                                                                    auto &...acquired) mutable {
                            run.begin();
                            return holder->body(acquired...);
                        },
                        m_location);
            },
            m_requests);
    }

    const SourceLocation m_location;
    Cown<Holder> m_body;
    std::tuple<Kept<Requests>...> m_requests;
};

} // namespace boc::detail
