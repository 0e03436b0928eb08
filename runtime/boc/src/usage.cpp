// SPDX-License-Identifier: MIT
#include "scheduler.h"

#include <boc/detail/thread_context.h>

#include <boc/errors.h>

#include <string>

/// \file
/// Where the calls must not be made that pump, wait or end a runtime. Each is checked before the
/// call does anything, so that what is refused has no effect.
namespace boc::detail {

bool Scheduler::isInside() const noexcept
{
    return threadContext().workerOf == this || (onMainThread() && m_pumping);
}

void Scheduler::requireProcess(const char *call) const
{
    if (isForked())
        throw UsageError(std::string(call)
                         + ": this process is a fork of the one that made the runtime, whose "
                           "threads are not in it; call exec or _exit, or make another runtime");
}

void Scheduler::requireMainThread(const char *call, const char *purpose) const
{
    requireProcess(call);
    if (!onMainThread())
        throw UsageError(std::string(call)
                         + ": only the runtime's main thread, the one that made it, " + purpose);
}

void Scheduler::requireNoHook(const char *call) const
{
    if (threadContext().hookOf == this)
        throw UsageError(std::string(call)
                         + ": called inside a hook of the runtime, which must not pump it or wait "
                           "for it");
}

void Scheduler::requireOutside(const char *call) const
{
    requireProcess(call);
    if (isInside())
        throw UsageError(std::string(call)
                         + ": called inside a behavior, which would wait for its own end");
    requireNoHook(call);
}

void Scheduler::requireEnding(const char *call, const char *purpose) const
{
    requireMainThread(call, purpose);
    requireOutside(call);
}

} // namespace boc::detail
