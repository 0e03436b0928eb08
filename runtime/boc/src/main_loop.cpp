// SPDX-License-Identifier: MIT
#include "scheduler.h"

#include "notice_cache.h"
#include "reclaimer.h"
#include "scoped.h"
#include "visit.h"
#include <boc/detail/thread_context.h>

#include <boc/detail/sync.h>
#include <boc/errors.h>

#include <chrono>
#include <utility>

/// \file
/// What a runtime does on its main thread: pumping, stopping. Waiting is in waiting.cpp.
namespace boc::detail {

namespace {

/// Makes a runtime the calling thread's current one for the length of a scope.
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

PumpResult Scheduler::pump(const PumpOptions &options)
{
    requireMainThread("pump", "may pump");
    requireNoHook("pump");
    if (m_pumping)
        throw UsageError("pump: called from inside a pinned behavior; it is not re-entrant");

    PumpResult result;
    std::exception_ptr first;
    BehaviorCore *again = nullptr;
    BehaviorCore **lastAgain = &again;
    {
        const Scoped pumping(m_pumping, true);
        const Scoped<WorkerFront *> worker(threadContext().worker, nullptr);
        const Scoped<const Scheduler *> body(threadContext().bodyOf, nullptr);
        const Scoped<ScopeState *> scope(threadContext().scope, nullptr);
        const NoticesAside notices;
        const Entered entered(*this);
        const Reclaimer::Afresh destructions;
        const std::int64_t begin = steadyNs();
        const bool bounded = options.deadline != std::chrono::nanoseconds::max();
        m_home->disposeRetired();
        while (result.executed < options.maxBehaviors) {
            if (bounded && m_pinned.hasWork()) {
                const std::int64_t spent = steadyNs() - begin;
                const bool firstOne = result.executed == 0 && options.deadline.count() > 0;
                if (spent >= options.deadline.count() && !firstOne) {
                    result.deadlineReached = true;
                    break;
                }
            }
            BehaviorCore *behavior = m_pinned.pop();
            if (!behavior)
                break;
            std::exception_ptr raised = executePinned(*behavior, result);
            if (behavior->runsAgain()) [[unlikely]] {
                behavior->next = nullptr;
                *lastAgain = behavior;
                lastAgain = &behavior->next;
                continue;
            }
            ScopeState *const left = behavior->scope();
            Handover handover(nullptr);
            release(*behavior, handover);
            if (left)
                left->leave();
            if (options.rethrow && !first)
                first = std::move(raised);
            raised = nullptr; // its destructor belongs to the behavior's life
            m_mainInFlight.completed.addRelease();
        }
        // Not before the round is over: what runs again and again must not fill all of it.
        while (again) {
            BehaviorCore *behavior = std::exchange(again, again->next);
            announcePinned(m_pinned.push(*behavior));
        }
        m_pumpCalls.add();
        m_pumpNs.add(static_cast<std::uint64_t>(steadyNs() - begin));
    }
    result.remaining = m_pinned.hasWork();
    if (result.executed > 0) {
        m_idle.synchronize();
        notifyIfQuiescent();
        notifyIfRoom();
    }
    if (options.rethrow && first)
        std::rethrow_exception(first);
    return result;
}

std::exception_ptr Scheduler::executePinned(BehaviorCore &behavior, PumpResult &result)
{
    behavior.check.writes();
    const Verdict verdict = judge(behavior);
    std::exception_ptr raised;
    {
        const Scoped<const Scheduler *> inside(threadContext().bodyOf, this);
        const Scoped<ScopeState *> scope(threadContext().scope, behavior.scope());
        if (marksBodies())
            m_runningOnMain.begin(behavior.location());
        raised = behavior.run(verdict);
        if (marksBodies())
            m_runningOnMain.end();
    }
    endNotices();
    if (verdict == Verdict::Stopped)
        m_mainInFlight.cancelled.add();
    else if (verdict == Verdict::Cancelled)
        m_mainInFlight.scopeCancelled.add();
    if (raised) {
        ++result.raised;
        if (!behavior.hasResult())
            report(raised);
    }
    ++result.executed;
    m_pinnedExecuted.addRelease();
    return raised;
}

void Scheduler::requestStop() noexcept
{
    const Visit visit(*this);
    m_attention.reasons.fetch_or(Attention::Stopping, std::memory_order_seq_cst);
    m_promises->close();
    m_waiters.notify(); // wait need not wait for event sources any more
    m_messageQueues.stop();
}

StopReport Scheduler::stop()
{
    requireEnding("stop", "may stop it; use requestStop elsewhere");
    if (!m_joined) {
        requestStop();
        awaitQuiescence({});
        joinWorkers();
    }
    return {cancelled()};
}

void Scheduler::joinWorkers() noexcept
{
    m_exiting.store(true, std::memory_order_seq_cst);
    for (const auto &worker : m_workers)
        m_idle.wake(worker->parkingPlace());
    for (const auto &worker : m_workers)
        worker->join();
    m_joined = true;
}

} // namespace boc::detail
