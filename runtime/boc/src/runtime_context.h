// SPDX-License-Identifier: MIT
#pragma once

#include "forks.h"
#include "scoped.h"

#include <boc/detail/behavior_core.h>
#include <boc/detail/counter.h>
#include <boc/detail/failure.h>
#include <boc/detail/scope_state.h>
#include <boc/detail/sync.h>
#include <boc/detail/thread_context.h>
#include <boc/detail/worker_front.h>

#include <atomic>
#include <cstdint>
#include <exception>
#include <memory>
#include <utility>

namespace boc::detail {

/// The role of a thread for a runtime. A worker is Outside while it pumps a runtime that it made
/// itself.
enum class ThreadRole : std::uint8_t { Worker, MainThread, Outside };

/// State of a runtime that all its parts may use: its process and main thread, the role of the
/// calling thread, whether behaviors may still run, and the exception hook. Its address identifies
/// the runtime: see ThreadContext.
class RuntimeContext
{
public:
    /// Made on the main thread.
    RuntimeContext(ExceptionHook unhandled, bool tracksBodies);

    // The calling thread.

    bool onMainThread() const noexcept { return currentThread() == m_mainThread; }

    ThreadRole role() const noexcept
    {
        const ThreadContext &thread = threadContext();
        if (thread.worker && thread.workerOf == this)
            return ThreadRole::Worker;
        return onMainThread() ? ThreadRole::MainThread : ThreadRole::Outside;
    }

    /// True if the thread runs the body of a behavior of this runtime.
    bool isInBody() const noexcept { return threadContext().bodyOf == this; }
    /// True if the thread runs a behavior of this runtime or pumps it, even indirectly.
    bool isInside() const noexcept
    {
        return threadContext().workerOf == this || (onMainThread() && m_pumping);
    }
    /// True if this process was forked from the one that made the runtime.
    bool isForked() const noexcept { return m_forks != forksAbove(); }
    /// False if waiting for the scope would mean to wait for itself.
    bool mayAwait(const ScopeState &scope) const noexcept;

    // Checks of where a call is allowed. They throw UsageError with the name of the call. They come
    // first in each call, so that a refused call has no effect.

    void requireProcess(const char *call) const;
    void requireMainThread(const char *call, const char *purpose) const;
    void requireNoHook(const char *call) const;
    /// For calls that wait.
    void requireOutside(const char *call) const;
    /// For calls that end the runtime.
    void requireEnding(const char *call, const char *purpose) const;

    // Pumping. Main thread only.

    bool isPumping() const noexcept { return m_pumping; }
    /// Marks the runtime as pumping until the result is destroyed.
    Scoped<bool> startPumping() noexcept { return {m_pumping, true}; }

    // Hooks and exceptions.

    const std::shared_ptr<const ExceptionHook> &exceptionHook() const noexcept { return m_hook; }
    void report(const std::exception_ptr &exception) const noexcept
    {
        reportException(*m_hook, exception);
    }

    /// Calls a user hook, if set; inside it, waiting for the runtime and pumping are refused. An
    /// exception of the hook is reported.
    template <class Hook, class... Args>
    void callHook(const Hook &hook, Args &&...args) const noexcept
    {
        if (!hook)
            return;
        const Scoped<const RuntimeContext *> inside(threadContext().hookOf, this);
        try {
            hook(std::forward<Args>(args)...);
        } catch (...) {
            report(std::current_exception());
        }
    }

    // Whether behaviors may run.

    const RuntimeFlags &flags() const noexcept { return m_flags; }
    void requestStop() noexcept { m_flags.requestStop(); }
    /// Whether a ready behavior may run.
    Verdict judge(const BehaviorCore &behavior) const noexcept
    {
        if (m_flags.stopping()) [[unlikely]]
            return Verdict::Stopped;
        if (const ScopeState *scope = behavior.scope(); scope && scope->isCancelled())
            return Verdict::Cancelled;
        return Verdict::Run;
    }

    // Threads from outside.

    class Visit;
    /// At the end of the runtime: returns when no visit is left.
    void awaitVisits() const noexcept;

    /// Distributes behaviors from outside threads over the workers. Those threads already use this
    /// cache line for their visits.
    std::uint32_t nextTurn() noexcept { return m_turns.fetch_add(1, std::memory_order_relaxed); }

private:
    const std::shared_ptr<const ExceptionHook> m_hook;
    const std::uint32_t m_forks;
    const ThreadId m_mainThread;
    RuntimeFlags m_flags;
    alignas(cacheLineSize) Atomic<std::uint32_t> m_visits{0};
    Atomic<std::uint32_t> m_turns{0};
    alignas(cacheLineSize) bool m_pumping = false;
};

/// Keeps the runtime alive while a thread that is neither a worker nor the main thread works on it.
/// Otherwise the behavior that it dispatched could complete, and the runtime end, before the thread
/// has returned.
class RuntimeContext::Visit
{
public:
    /// Relaxed: the runtime can only end after it has seen the visitor's next operation, which is
    /// ordered after this one.
    explicit Visit(RuntimeContext &context) noexcept
        : m_visits(context.role() == ThreadRole::Outside ? &context.m_visits : nullptr)
    {
        if (m_visits)
            m_visits->fetch_add(1, std::memory_order_relaxed);
    }
    /// The release pairs with the acquire in awaitVisits; the runtime is not accessed after it.
    ~Visit()
    {
        if (m_visits)
            m_visits->fetch_sub(1, std::memory_order_release);
    }
    Visit(const Visit &) = delete;
    Visit &operator=(const Visit &) = delete;

private:
    Atomic<std::uint32_t> *m_visits;
};

} // namespace boc::detail
