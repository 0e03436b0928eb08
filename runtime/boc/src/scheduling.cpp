// SPDX-License-Identifier: MIT
#include <boc/detail/scheduling.h>

#include "scheduler.h"
#include "thread_context.h"

#include <boc/errors.h>

#include <string>

namespace boc::detail {

Scheduler &currentScheduler(const char *user)
{
    if (!threadContext().scheduler)
        throw UsageError(
            std::string(user)
            + ": this thread has no runtime; name one (runtime.when(…), or the runtime "
              "as first argument), or construct a boc::Runtime on this thread");
    return *threadContext().scheduler;
}

Scheduler &schedulerOf(Runtime &runtime) noexcept
{
    return *runtime.m_scheduler;
}

ScopeState *admit(const Origin &origin)
{
    return origin.scheduler.admit(origin.scope);
}

void retract(Scheduler &scheduler, ScopeState *scope) noexcept
{
    scheduler.retract(scope);
}

const std::shared_ptr<const ExceptionHook> &exceptionHook(const Scheduler &scheduler) noexcept
{
    return scheduler.hook();
}

} // namespace boc::detail
