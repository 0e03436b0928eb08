// SPDX-License-Identifier: MIT
#include "scheduler.h"

#include <boc/detail/thread_context.h>
#include <boc/errors.h>
#include <boc/scope.h>

#include <exception>
#include <utility>

namespace boc {

namespace detail {

ScopeState::ScopeState(std::shared_ptr<RuntimeLink> link, ScopeState *parent) noexcept
    : m_link(std::move(link))
    , m_parent(parent)
{
    if (m_parent)
        m_parent->retain();
}

void ScopeState::drop() noexcept
{
    ScopeState *scope = this;
    while (scope && scope->m_references.fetch_sub(1, std::memory_order_acq_rel) == 1) {
        ScopeState *const parent = scope->m_parent;
        delete scope;
        scope = parent;
    }
}

void ScopeState::join()
{
    retain();
    bool cancelled = false;
    for (ScopeState *scope = this; scope; scope = scope->m_parent) {
        scope->m_inFlight.fetch_add(1, std::memory_order_seq_cst);
        cancelled = cancelled || scope->m_cancelled.load(std::memory_order_seq_cst);
    }
    if (cancelled) {
        leave();
        throw CancelledError();
    }
}

void ScopeState::leave() noexcept
{
    for (ScopeState *scope = this; scope; scope = scope->m_parent) {
        if (scope->m_inFlight.fetch_sub(1, std::memory_order_seq_cst) == 1) {
            const RuntimeLink::Visit visit(*scope->m_link);
            if (visit.scheduler())
                visit.scheduler()->mainLoop().waiters().notify();
        }
    }
    drop();
}

} // namespace detail

Scope::Scope()
    : Scope(detail::currentScheduler("Scope"))
{ }

Scope::Scope(Runtime &runtime)
    : Scope(detail::schedulerOf(runtime))
{ }

Scope::Scope(detail::Scheduler &scheduler)
    : m_scheduler(scheduler)
    , m_state(new detail::ScopeState(scheduler.link(), detail::threadContext().scope))
    , m_exceptions(std::uncaught_exceptions())
{ }

Scope::~Scope()
{
    if (std::uncaught_exceptions() > m_exceptions)
        cancel();
    if (inFlight() != 0 && m_scheduler.context().mayAwait(*m_state))
        m_scheduler.inFlight().awaitScope(*m_state, {});
    m_state->drop();
}

bool Scope::wait(std::optional<std::chrono::nanoseconds> timeout)
{
    m_scheduler.context().requireOutside("Scope::wait");
    if (!m_scheduler.context().mayAwait(*m_state))
        throw UsageError("Scope::wait: called inside a behavior, which would wait for its own end");
    return m_scheduler.inFlight().awaitScope(*m_state, detail::deadlineAfter(timeout));
}

void Scope::cancel() noexcept
{
    m_state->cancel();
}

bool Scope::cancelled() const noexcept
{
    return m_state->isCancelled();
}

std::uint64_t Scope::inFlight() const noexcept
{
    return m_state->inFlight();
}

} // namespace boc
