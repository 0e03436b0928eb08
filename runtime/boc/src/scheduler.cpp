// SPDX-License-Identifier: MIT
#include "scheduler.h"

#include "hooks.h"
#include "reclaimer.h"
#include "visit.h"
#include <boc/detail/thread_context.h>

#include <boc/detail/scheduling.h>
#include <boc/detail/sync.h>
#include <boc/errors.h>

#include <cstdio>
#include <string>
#include <utility>
#include <vector>

namespace boc::detail {

namespace {

std::uint64_t nextRuntimeId() noexcept
{
    static Atomic<std::uint64_t> last{0};
    return last.fetch_add(1, std::memory_order_relaxed) + 1;
}

void printException(const std::exception_ptr &exception)
{
    try {
        std::rethrow_exception(exception);
    } catch (const std::exception &e) {
        std::fprintf(stderr, "boc: a behavior threw and nobody read it: %s\n", e.what());
    } catch (...) {
        std::fputs("boc: a behavior threw and nobody read it\n", stderr);
    }
}

std::size_t requireCapacity(std::size_t messages)
{
    if (messages == 0)
        throw UsageError("messageCapacity is 0; a queue of messages needs room for at least 1");
    return messages;
}

unsigned workersFor(unsigned wanted)
{
    if (wanted > maxWorkers)
        throw UsageError("workers is " + std::to_string(wanted) + "; a runtime has at most "
                         + std::to_string(maxWorkers));
    if (wanted != 0)
        return wanted;
    const unsigned cores = physicalCores();
    return cores > 1 ? cores - 1 : 1;
}

std::shared_ptr<const ExceptionHook> makeHook(ExceptionHook hook)
{
    return std::make_shared<const ExceptionHook>(hook ? std::move(hook)
                                                      : ExceptionHook(printException));
}

} // namespace

Scheduler::Scheduler(Runtime &runtime, RuntimeOptions options)
    : m_runtime(runtime)
    , m_wakeHook(std::move(options.wakeHook))
    , m_workerBegin(std::move(options.workerBegin))
    , m_workerEnd(std::move(options.workerEnd))
    , m_hook(makeHook(std::move(options.unhandledException)))
    , m_forks(countForks())
    , m_mainThread(currentThread())
    , m_home(std::make_shared<PinnedHome>(*this, nextRuntimeId()))
    , m_promises(std::make_shared<PromiseRegistry>(m_hook))
    , m_link(std::make_shared<RuntimeLink>(*this))
    , m_messageQueues(requireCapacity(options.messageCapacity))
{
    const unsigned count = workersFor(options.workers);
    if (options.slowBodies.threshold.count() > 0)
        m_attention.reasons.store(Attention::MarksBodies, std::memory_order_relaxed);
    for (unsigned i = 0; i < count; ++i)
        m_workers.push_back(std::make_unique<Worker>(*this, i));
    m_told.workers.resize(count);
    try {
        for (auto &worker : m_workers)
            worker->start();
        if (options.watchdog.threshold.count() > 0)
            m_watchdog =
                std::make_unique<Watchdog>(*this, m_pinned, m_hook, std::move(options.watchdog));
        if (marksBodies()) {
            std::vector<const RunningBody *> places{&m_runningOnMain};
            for (const auto &worker : m_workers)
                places.push_back(&worker->running());
            m_slowBodies = std::make_unique<SlowBodyDetector>(*this, places, m_hook,
                                                              std::move(options.slowBodies));
        }
        addRuntime(*this);
    } catch (...) {
        // Nobody has scheduled anything yet, so that this needs no memory, which may be what lacks.
        joinWorkers();
        throw;
    }
}

Scheduler::~Scheduler()
{
    m_watchdog.reset();
    m_slowBodies.reset();
    {
        const Reclaimer::Afresh destructions;
        // While all the rest is there: their values may hold pinned cowns and come back here.
        m_messageQueues.clear();
        m_noticeboard.clear();
        m_home->close();
    }
    m_link->close();
    while (m_visits.load(std::memory_order_acquire) != 0)
        yieldThread();
    forgetRuntime(*this);
}

void leaveToParent(std::unique_ptr<Scheduler> scheduler)
{
    static auto &left = *new std::vector<Scheduler *>;
    forgetRuntime(*scheduler);
    left.push_back(scheduler.release());
}

Worker *Scheduler::ownWorker() const noexcept
{
    WorkerFront *const worker = threadContext().worker;
    return worker && &worker->scheduler == this ? static_cast<Worker *>(worker) : nullptr;
}

bool Scheduler::isOwnThread() const noexcept
{
    return ownWorker() || onMainThread();
}

ScopeState *Scheduler::admit(ScopeState *named)
{
    requireProcess("when");
    if (Worker *worker = ownWorker())
        worker->inFlight.scheduled.add();
    else if (onMainThread())
        m_mainInFlight.scheduled.add();
    else
        m_otherInFlight.scheduled.fetch_add(1, std::memory_order_seq_cst);
    if (stopping()) {
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
    const Visit visit(*this);
    if (scope)
        scope->leave();
    if (Worker *worker = ownWorker()) {
        worker->inFlight.refused.add();
        worker->inFlight.completed.addRelease();
        return; // The body that runs here is in flight itself.
    }
    if (onMainThread()) {
        m_mainInFlight.refused.add();
        m_mainInFlight.completed.addRelease();
    } else {
        m_otherInFlight.refused.fetch_add(1, std::memory_order_relaxed);
        m_otherInFlight.completed.fetch_add(1, std::memory_order_release);
    }
    m_idle.synchronize();
    notifyIfQuiescent();
    notifyIfRoom();
}

void Scheduler::dispatchElsewhere(BehaviorCore &behavior) noexcept
{
    if (behavior.isPinned())
        pushPinned(behavior);
    else
        pushRemote(behavior);
}

void Scheduler::pushPinned(BehaviorCore &behavior) noexcept
{
    const Visit visit(*this);
    announcePinned(m_pinned.push(behavior));
}

void Scheduler::announcePinned(bool rose) noexcept
{
    if (rose)
        callWakeHook();
    m_waiters.notify();
}

void Scheduler::announceBegin(unsigned worker) const noexcept
{
    if (m_workerBegin)
        callHook(*this, *m_hook, m_workerBegin, worker);
}

void Scheduler::announceEnd(unsigned worker) const noexcept
{
    if (m_workerEnd)
        callHook(*this, *m_hook, m_workerEnd, worker);
}

void Scheduler::announceRetired() noexcept
{
    callWakeHook();
}

void Scheduler::callWakeHook() noexcept
{
    if (m_wakeHook)
        callHook(*this, *m_hook, m_wakeHook);
}

void Scheduler::pushRemote(BehaviorCore &behavior) noexcept
{
    const Visit visit(*this);
    const std::uint32_t turn = m_nextRemote.fetch_add(1, std::memory_order_relaxed);
    m_workers[turn % m_workers.size()]->pushRemote(behavior);
}

bool Scheduler::anyWork() const noexcept
{
    for (const auto &worker : m_workers) {
        if (worker->mayHaveWork())
            return true;
    }
    return false;
}

void Scheduler::wakeIfNeeded(unsigned first) noexcept
{
    m_idle.wakeIfNeeded(workerCount(), first,
                        [this](unsigned i) -> ParkingPlace & { return worker(i).parkingPlace(); });
}

bool Scheduler::quiescent() const noexcept
{
    return inFlight() == 0;
}

std::uint64_t Scheduler::inFlight() const noexcept
{
    return outstanding(false);
}

std::uint64_t Scheduler::outstanding(bool withSources) const noexcept
{
    // All completions first: see InFlightCounts. A source counts as a behavior does: what it
    // schedules, or copies, it does before it ends.
    std::uint64_t completed = withSources ? m_sources.completed.load(std::memory_order_seq_cst) : 0;
    completed += m_otherInFlight.completed.load(std::memory_order_acquire)
        + m_mainInFlight.completed.valueAcquire();
    for (const auto &worker : m_workers)
        completed += worker->inFlight.completed.valueAcquire();
    std::uint64_t scheduled = m_otherInFlight.scheduled.load(std::memory_order_seq_cst)
        + m_mainInFlight.scheduled.valueAcquire();
    for (const auto &worker : m_workers)
        scheduled += worker->inFlight.scheduled.valueAcquire();
    if (withSources)
        scheduled += m_sources.scheduled.load(std::memory_order_relaxed);
    return scheduled - completed;
}

void Scheduler::beginSource() noexcept
{
    // Relaxed: what keeps the wait open until now ends after this for whoever sees it end.
    m_sources.scheduled.fetch_add(1, std::memory_order_relaxed);
}

void Scheduler::endSource() noexcept
{
    m_sources.completed.fetch_add(1, std::memory_order_seq_cst);
    m_waiters.notify();
}

void Scheduler::notifyIfQuiescent() noexcept
{
    if (m_waiters.any() && quiescent())
        m_waiters.notify();
}

} // namespace boc::detail
