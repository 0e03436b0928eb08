// SPDX-License-Identifier: MIT
#include "runtime_context.h"

#include <boc/errors.h>

#include <cstdio>
#include <string>

namespace boc::detail {

namespace {

void printException(const std::exception_ptr &exception)
{
    try {
        std::rethrow_exception(exception);
    } catch (const std::exception &e) {
        std::fprintf(stderr, "boc: a behavior threw an exception that nobody read: %s\n", e.what());
    } catch (...) {
        std::fputs("boc: a behavior threw an exception that nobody read\n", stderr);
    }
}

} // namespace

RuntimeContext::RuntimeContext(ExceptionHook unhandled, bool tracksBodies)
    : m_hook(std::make_shared<const ExceptionHook>(unhandled ? std::move(unhandled)
                                                             : ExceptionHook(printException)))
    , m_forks(countForks())
    , m_mainThread(currentThread())
    , m_flags(tracksBodies)
{ }

bool RuntimeContext::mayAwait(const ScopeState &scope) const noexcept
{
    const ThreadContext &thread = threadContext();
    return !isForked() && !isInside() && thread.hookOf != this
        && !(thread.scope && thread.scope->isInside(scope));
}

void RuntimeContext::requireProcess(const char *call) const
{
    if (isForked())
        throw UsageError(std::string(call)
                         + ": this process was forked from the one that made the runtime and has "
                           "none of its threads; call exec or _exit, or make another runtime");
}

void RuntimeContext::requireMainThread(const char *call, const char *purpose) const
{
    requireProcess(call);
    if (!onMainThread())
        throw UsageError(std::string(call)
                         + ": only the runtime's main thread, the one that made it, " + purpose);
}

void RuntimeContext::requireNoHook(const char *call) const
{
    if (threadContext().hookOf == this)
        throw UsageError(std::string(call)
                         + ": called inside a hook of the runtime, which must not pump it or wait "
                           "for it");
}

void RuntimeContext::requireOutside(const char *call) const
{
    requireProcess(call);
    if (isInside())
        throw UsageError(std::string(call)
                         + ": called inside a behavior, which would wait for its own end");
    requireNoHook(call);
}

void RuntimeContext::requireEnding(const char *call, const char *purpose) const
{
    requireMainThread(call, purpose);
    requireOutside(call);
}

void RuntimeContext::awaitVisits() const noexcept
{
    while (m_visits.load(std::memory_order_acquire) != 0)
        yieldThread();
}

} // namespace boc::detail
