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

/// What a thread is to a runtime. A worker that pumps a runtime of its own is Outside meanwhile.
enum class ThreadRole : std::uint8_t { Worker, MainThread, Outside };

/// What every part of a runtime may know about the whole: its process and its main thread, where
/// the calling thread is, whether behaviors may still run, and who is told of exceptions. Tells
/// runtimes apart: see ThreadContext.
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

    /// Does it run the body of a behavior of this runtime?
    bool isInBody() const noexcept { return threadContext().bodyOf == this; }
    /// Does it run a behavior of this runtime, or pump it, however deep inside?
    bool isInside() const noexcept
    {
        return threadContext().workerOf == this || (onMainThread() && m_pumping);
    }
    /// Is this a process that was forked from the one that made the runtime?
    bool isForked() const noexcept { return m_forks != forksAbove(); }
    /// May it wait for the scope, or would it wait for itself?
    bool mayAwait(const ScopeState &scope) const noexcept;

    // Where calls may be made. These throw UsageError in the name of the call. They are checked
    // before a call does anything, so that a call that is refused has no effect.

    void requireProcess(const char *call) const;
    void requireMainThread(const char *call, const char *purpose) const;
    void requireNoHook(const char *call) const;
    /// For calls that wait.
    void requireOutside(const char *call) const;
    /// For calls that end the runtime.
    void requireEnding(const char *call, const char *purpose) const;

    // Pumping. Main thread only.

    bool isPumping() const noexcept { return m_pumping; }
    /// From now on, until the result is destroyed.
    Scoped<bool> startPumping() noexcept { return {m_pumping, true}; }

    // Hooks and exceptions.

    const std::shared_ptr<const ExceptionHook> &exceptionHook() const noexcept { return m_hook; }
    void report(const std::exception_ptr &exception) const noexcept
    {
        reportException(*m_hook, exception);
    }

    /// Calls a hook of the user if there is one; nothing in it can wait for the runtime or pump it.
    /// An exception of the hook is reported.
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

    /// Deals out to the workers what threads from outside bring. Those threads have the cache line
    /// anyway, for their visits.
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

/// Keeps the runtime alive while a thread that is neither a worker nor the main thread works on it:
/// what the thread dispatches, sends or wakes may end, and with it the last reason to wait, before
/// the thread is done.
class RuntimeContext::Visit
{
public:
    /// Relaxed: what the visitor does next is what makes the runtime's end possible, and comes
    /// after this for whoever sees it.
    explicit Visit(RuntimeContext &context) noexcept
        : m_visits(context.role() == ThreadRole::Outside ? &context.m_visits : nullptr)
    {
        if (m_visits)
            m_visits->fetch_add(1, std::memory_order_relaxed);
    }
    /// The release pairs with the acquire in awaitVisits; nothing of the runtime is touched after.
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
