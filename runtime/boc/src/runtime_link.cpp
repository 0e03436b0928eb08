// SPDX-License-Identifier: MIT
#include "scheduler.h"

#include <boc/detail/notification_state.h>
#include <boc/detail/runtime_link.h>
#include <boc/detail/thread_context.h>
#include <boc/errors.h>
#include <boc/event_source.h>

#include <utility>

/// \file
/// Functions of objects that may outlive a runtime and reach it through a RuntimeLink.
namespace boc {

namespace detail {

bool NotificationState::scheduleOnce()
{
    // If scheduling fails, the closure's NotificationRun has reset the flag.
    const RuntimeLink::Visit visit(*m_link);
    if (!visit.scheduler()) {
        begin();
        return false;
    }
    // The run serves all callers of notify, so it belongs to no scope.
    ScopeState *const scope = std::exchange(threadContext().scope, nullptr);
    bool scheduled = true;
    try {
        schedule(*visit.scheduler());
    } catch (const StoppedError &) {
        scheduled = false;
    } catch (...) {
        threadContext().scope = scope;
        throw;
    }
    threadContext().scope = scope;
    return scheduled;
}

} // namespace detail

EventSource::EventSource()
    : EventSource(detail::linkOf(detail::currentScheduler("EventSource")))
{ }

EventSource::EventSource(Runtime &runtime)
    : EventSource(detail::linkOf(detail::schedulerOf(runtime)))
{ }

EventSource::EventSource(std::shared_ptr<detail::RuntimeLink> link) noexcept
    : m_link(std::move(link))
{
    if (!m_link)
        return;
    const detail::RuntimeLink::Visit visit(*m_link);
    if (visit.scheduler())
        visit.scheduler()->inFlight().beginSource();
}

void EventSource::end() noexcept
{
    const std::shared_ptr<detail::RuntimeLink> link = std::move(m_link);
    if (!link)
        return;
    const detail::RuntimeLink::Visit visit(*link);
    if (visit.scheduler())
        visit.scheduler()->inFlight().endSource();
}

} // namespace boc
