// SPDX-License-Identifier: MIT
#include <boc/detail/scheduling.h>

#include "scheduler.h"
#include <boc/detail/thread_context.h>

#include <boc/errors.h>

#include <string>

namespace boc::detail {

void throwNoRuntime(const char *user)
{
    throw UsageError(std::string(user)
                     + ": this thread has no runtime; name one (runtime.when(…), or the runtime "
                       "as first argument), or construct a boc::Runtime on this thread");
}

Scheduler &schedulerOf(Runtime &runtime) noexcept
{
    return *runtime.m_scheduler;
}

void admitSlowly(BehaviorCore &behavior, ScopeState *named)
{
    try {
        behavior.setScope(behavior.scheduler().admit(named));
    } catch (...) {
        behavior.destroy();
        throw;
    }
}

void reportUnread(Scheduler &scheduler, const std::exception_ptr &exception) noexcept
{
    scheduler.report(exception);
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
