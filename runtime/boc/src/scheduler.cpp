// SPDX-License-Identifier: MIT
#include "scheduler.h"

#include "reclaimer.h"

#include <boc/detail/thread_context.h>
#include <boc/errors.h>

#include <mutex>
#include <utility>
#include <vector>

namespace boc::detail {

namespace {

std::size_t requireCapacity(std::size_t messages)
{
    if (messages == 0)
        throw UsageError("messageCapacity is 0; a queue of messages needs room for at least 1");
    return messages;
}

} // namespace

// The parts get references to each other before all of them are constructed; they only store them.
Scheduler::Scheduler(Runtime &runtime, RuntimeOptions options)
    : m_runtime(runtime)
    , m_context(std::move(options.unhandledException), options.slowBodies.threshold.count() > 0)
    , m_promises(std::make_shared<PromiseRegistry>(m_context.exceptionHook()))
    , m_link(std::make_shared<RuntimeLink>(*this))
    , m_messageQueues(m_context, m_mainLoop, requireCapacity(options.messageCapacity))
    , m_workers(options.workers, *this, m_context, m_inFlight, std::move(options.workerBegin),
                std::move(options.workerEnd))
    , m_mainLoop(*this, m_context, m_inFlight, std::move(options.wakeHook))
    , m_inFlight(m_context, m_mainLoop, m_workers.idle(), m_workers.inFlightCounts())
{
    try {
        m_workers.start();
        if (options.watchdog.threshold.count() > 0)
            m_mainLoop.startWatchdog(std::move(options.watchdog));
        if (m_context.flags().tracksBodies()) {
            std::vector<const RunningBody *> places{&m_mainLoop.running()};
            for (unsigned i = 0; i < m_workers.count(); ++i)
                places.push_back(&m_workers[i].running());
            m_slowBodies = std::make_unique<SlowBodyDetector>(m_context, places,
                                                              std::move(options.slowBodies));
        }
        addRuntime(*this);
    } catch (...) {
        // Nothing has been scheduled yet, so this allocates no memory, which may have run out.
        m_workers.join();
        throw;
    }
}

Scheduler::~Scheduler()
{
    m_mainLoop.endWatchdog();
    m_slowBodies.reset();
    {
        const Reclaimer::Afresh destructions;
        // While the other parts still exist: the values may hold pinned cowns and use the runtime.
        m_messageQueues.clear();
        m_noticeboard.clear();
        m_mainLoop.home()->close();
    }
    m_link->close();
    m_context.awaitVisits();
    forgetRuntime(*this);
}

void leaveToParent(std::unique_ptr<Scheduler> scheduler)
{
    static auto &left = *new std::vector<Scheduler *>;
    forgetRuntime(*scheduler);
    left.push_back(scheduler.release());
}

ScopeState *Scheduler::admit(ScopeState *named)
{
    m_context.requireProcess("when");
    m_inFlight.addScheduled(m_context.role());
    if (m_context.flags().stopping()) {
        retract(nullptr);
        throw StoppedError();
    }
    ScopeState *const scope = named ? named : threadContext().scope;
    if (scope) [[unlikely]] {
        try {
            scope->join();
        } catch (...) {
            retract(nullptr);
            throw;
        }
    }
    return scope;
}

void Scheduler::retract(ScopeState *scope) noexcept
{
    const RuntimeContext::Visit visit(m_context);
    if (scope)
        scope->leave();
    const ThreadRole role = m_context.role();
    m_inFlight.addRefused(role);
    if (role != ThreadRole::Worker) // A worker's running body is itself in flight.
        m_inFlight.notifyAfterCompletion();
}

void Scheduler::dispatchElsewhere(BehaviorCore &behavior) noexcept
{
    const RuntimeContext::Visit visit(m_context);
    if (behavior.isPinned())
        m_mainLoop.push(behavior);
    else
        m_workers.push(behavior, m_context.nextTurn());
}

void Scheduler::requestStop() noexcept
{
    const RuntimeContext::Visit visit(m_context);
    m_context.requestStop();
    m_promises->close();
    m_mainLoop.waiters().notify(); // wait stops waiting for event sources
    m_messageQueues.stop();
}

StopReport Scheduler::stop()
{
    m_context.requireEnding("stop", "may stop it; use requestStop elsewhere");
    if (!m_workers.joined()) {
        requestStop();
        m_inFlight.awaitQuiescence({});
        m_workers.join();
    }
    return {m_inFlight.cancelled()};
}

Statistics Scheduler::statistics()
{
    const std::lock_guard lock(m_statisticsMutex);
    Statistics statistics;
    m_inFlight.collect(statistics);
    statistics.workers = m_workers.statistics();
    statistics.messageQueues = m_messageQueues.statistics();
    m_mainLoop.collect(statistics);
    return statistics;
}

} // namespace boc::detail
