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

/// The parts of a Runtime, and operations that need several of them: scheduling from threads that
/// are not workers, stopping, collecting statistics.
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

    /// Counts a behavior as in flight and makes it join the named scope, or the calling behavior's;
    /// returns that scope. Throws as detail::admit.
    ScopeState *admit(ScopeState *named);
    /// Undoes admit.
    void retract(ScopeState *scope) noexcept;
    /// Hands a ready behavior to a worker or to the main thread, if it is not for the calling
    /// worker.
    void dispatchElsewhere(BehaviorCore &behavior) noexcept;
    void requestStop() noexcept;
    /// Counters never decrease between calls.
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
    Mutex m_statisticsMutex; // for statistics()
    std::unique_ptr<SlowBodyDetector> m_slowBodies;
};

/// For a forked child: abandons the parent's scheduler. It is not destroyed, since its threads may
/// have held locks during the fork, but it stays reachable for leak checkers.
void leaveToParent(std::unique_ptr<Scheduler> scheduler);

} // namespace boc::detail
