// SPDX-License-Identifier: MIT
#include "main_loop.h"

#include "notice_cache.h"
#include "reclaimer.h"
#include "runtime_context.h"
#include "scoped.h"
#include "work_in_flight.h"

#include <boc/detail/handover.h>
#include <boc/detail/scope_state.h>
#include <boc/detail/sync.h>
#include <boc/detail/thread_context.h>
#include <boc/errors.h>

#include <algorithm>
#include <chrono>
#include <utility>

namespace boc::detail {

namespace {

/// Makes a runtime the calling thread's current one within a C++ scope.
class Entered
{
public:
    explicit Entered(Scheduler &scheduler) noexcept
        : m_scheduler(scheduler)
    {
        enterRuntime(scheduler);
    }
    ~Entered() { leaveRuntime(m_scheduler); }
    Entered(const Entered &) = delete;
    Entered &operator=(const Entered &) = delete;

private:
    Scheduler &m_scheduler;
};

} // namespace

MainLoop::MainLoop(Scheduler &scheduler, RuntimeContext &context, WorkInFlight &inFlight,
                   std::function<void()> wakeHook)
    : m_scheduler(scheduler)
    , m_context(context)
    , m_inFlight(inFlight)
    , m_wakeHook(std::move(wakeHook))
    , m_home(std::make_shared<PinnedHome>(context, *this))
{ }

void MainLoop::push(BehaviorCore &behavior) noexcept
{
    if (m_queue.push(behavior))
        callWakeHook();
    m_waiters.notify();
}

void MainLoop::callWakeHook() const noexcept
{
    m_context.callHook(m_wakeHook);
}

PumpResult MainLoop::pump(const PumpOptions &options)
{
    m_context.requireMainThread("pump", "may pump");
    m_context.requireNoHook("pump");
    if (m_context.isPumping())
        throw UsageError("pump: called from inside a pinned behavior; it is not re-entrant");

    InFlightCounts &counts = m_inFlight.mainThread();
    PumpResult result;
    std::exception_ptr first;
    BehaviorCore *again = nullptr;
    BehaviorCore **lastAgain = &again;
    {
        const Scoped<bool> pumping = m_context.startPumping();
        m_pumping.store(true, std::memory_order_relaxed);
        const Scoped<WorkerFront *> worker(threadContext().worker, nullptr);
        const Scoped<const RuntimeContext *> body(threadContext().bodyOf, nullptr);
        const Scoped<ScopeState *> scope(threadContext().scope, nullptr);
        const NoticesAside notices;
        const Entered entered(m_scheduler);
        const Reclaimer::Afresh destructions;
        const std::int64_t begin = steadyNs();
        const bool bounded = options.deadline != std::chrono::nanoseconds::max();
        m_home->disposeRetired();
        while (result.executed < options.maxBehaviors) {
            if (bounded && m_queue.hasWork()) {
                const std::int64_t spent = steadyNs() - begin;
                const bool firstOne = result.executed == 0 && options.deadline.count() > 0;
                if (spent >= options.deadline.count() && !firstOne) {
                    result.deadlineReached = true;
                    break;
                }
            }
            BehaviorCore *behavior = m_queue.pop();
            if (!behavior)
                break;
            std::exception_ptr raised = execute(*behavior, result);
            if (behavior->runsAgain()) [[unlikely]] {
                behavior->next = nullptr;
                *lastAgain = behavior;
                lastAgain = &behavior->next;
                continue;
            }
            ScopeState *const left = behavior->scope();
            Handover handover(nullptr);
            handover.finish(*behavior);
            if (left)
                left->leave();
            if (options.rethrow && !first)
                first = std::move(raised);
            raised = nullptr; // destroyed before the behavior counts as completed
            counts.completed.addRelease();
        }
        // Only now, so that a behavior that always runs again cannot fill a whole pump call.
        while (again) {
            BehaviorCore *behavior = std::exchange(again, again->next);
            push(*behavior);
        }
        m_pumping.store(false, std::memory_order_relaxed);
        m_pumpCalls.add();
        m_pumpNs.add(static_cast<std::uint64_t>(steadyNs() - begin));
    }
    result.remaining = m_queue.hasWork();
    if (result.executed > 0)
        m_inFlight.notifyAfterCompletion();
    if (options.rethrow && first)
        std::rethrow_exception(first);
    return result;
}

std::exception_ptr MainLoop::execute(BehaviorCore &behavior, PumpResult &result)
{
    behavior.check.writes();
    const Verdict verdict = m_context.judge(behavior);
    std::exception_ptr raised;
    {
        const Scoped<const RuntimeContext *> inside(threadContext().bodyOf, &m_context);
        const Scoped<ScopeState *> scope(threadContext().scope, behavior.scope());
        const bool tracked = m_context.flags().tracksBodies();
        if (tracked)
            m_running.begin(behavior.location());
        raised = behavior.run(verdict);
        if (tracked)
            m_running.end();
    }
    endNotices();
    if (verdict == Verdict::Stopped)
        m_inFlight.mainThread().cancelled.add();
    else if (verdict == Verdict::Cancelled)
        m_inFlight.mainThread().scopeCancelled.add();
    if (raised) {
        ++result.raised;
        if (!behavior.hasResult())
            m_context.report(raised);
    }
    ++result.executed;
    m_executed.addRelease();
    return raised;
}

void MainLoop::startWatchdog(WatchdogOptions options)
{
    m_watchdog = std::make_unique<Watchdog>(m_context, m_queue, std::move(options));
}

void MainLoop::collect(Statistics &statistics) noexcept
{
    statistics.pinnedExecuted = m_executed.valueAcquire();
    m_highestPushed = std::max(m_highestPushed, m_queue.pushed());
    statistics.pinnedPushed = m_highestPushed;
    statistics.pinnedPushRetries = m_queue.pushRetries();
    statistics.pumpCalls = m_pumpCalls.value();
    statistics.pumpTime = std::chrono::nanoseconds(m_pumpNs.value());
}

} // namespace boc::detail
