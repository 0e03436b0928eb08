// SPDX-License-Identifier: MIT
#pragma once

#include "main_loop.h"
#include "message_queues.h"
#include "runtime_context.h"
#include "slow_body_detector.h"
#include "work_in_flight.h"
#include "workers.h"

#include <boc/detail/behavior_core.h>
#include <boc/detail/promise_registry.h>
#include <boc/detail/runtime_link.h>
#include <boc/detail/scope_state.h>
#include <boc/detail/sync.h>
#include <boc/messages.h>
#include <boc/noticeboard.h>
#include <boc/runtime.h>
#include <boc/statistics.h>

#include <cstdint>
#include <memory>

namespace boc::detail {

/// What a Runtime is made of, and what takes several of its parts: to schedule from a thread that
/// is not a worker, to stop, to collect the statistics.
class Scheduler
{
public:
    Scheduler(Runtime &runtime, RuntimeOptions options);
    ~Scheduler();
    Scheduler(const Scheduler &) = delete;
    Scheduler &operator=(const Scheduler &) = delete;

    Runtime &runtime() const noexcept { return m_runtime; }
    std::uint64_t id() const noexcept { return m_mainLoop.home()->runtimeId(); }

    const RuntimeContext &context() const noexcept { return m_context; }
    Workers &workers() noexcept { return m_workers; }
    MainLoop &mainLoop() noexcept { return m_mainLoop; }
    WorkInFlight &inFlight() noexcept { return m_inFlight; }
    Noticeboard &noticeboard() noexcept { return m_noticeboard; }
    Messages &messages() noexcept { return m_messages; }
    const std::shared_ptr<PromiseRegistry> &promises() const noexcept { return m_promises; }
    const std::shared_ptr<RuntimeLink> &link() const noexcept { return m_link; }

    // Any thread.

    /// Counts a behavior as in flight and lets it join its scope, which it returns: the one that
    /// was named, or that of the calling behavior. Throws as detail::admit.
    ScopeState *admit(ScopeState *named);
    /// Takes back an admission.
    void retract(ScopeState *scope) noexcept;
    /// Hands a ready behavior, unless it is for the calling thread's worker, to a worker or to the
    /// main thread.
    void dispatchElsewhere(BehaviorCore &behavior) noexcept;
    void requestStop() noexcept;
    /// No counter in it is ever below an earlier reading.
    Statistics statistics();

    // Main thread.

    StopReport stop();

private:
    Runtime &m_runtime;
    RuntimeContext m_context;
    const std::shared_ptr<PromiseRegistry> m_promises;
    const std::shared_ptr<RuntimeLink> m_link;
    Noticeboard m_noticeboard{m_context};
    MessageQueues m_messageQueues;
    Messages m_messages{m_messageQueues};
    Workers m_workers;
    MainLoop m_mainLoop;
    WorkInFlight m_inFlight;
    Mutex m_statisticsMutex; // one reading at a time
    std::unique_ptr<SlowBodyDetector> m_slowBodies;
};

/// In a process that was forked from the runtime's: gives up what only its threads could end. Not
/// destroyed, since they may have had locks, and can still be reached for tools that look for
/// leaks.
void leaveToParent(std::unique_ptr<Scheduler> scheduler);

} // namespace boc::detail
