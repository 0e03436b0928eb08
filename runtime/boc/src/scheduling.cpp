// SPDX-License-Identifier: MIT
#include "scheduler.h"

#include <boc/detail/scheduling.h>
#include <boc/detail/thread_context.h>
#include <boc/errors.h>

#include <string>

/// \file
/// Access of the public headers to the parts of a runtime.
namespace boc::detail {

namespace {

/// The calling thread's scheduler; throws UsageError with this text if there is none.
Scheduler &currentOr(const char *error)
{
    Scheduler *const scheduler = threadContext().scheduler;
    if (!scheduler)
        throw UsageError(error);
    return *scheduler;
}

std::shared_ptr<PinnedHome> homeOf(Scheduler &scheduler)
{
    const std::shared_ptr<PinnedHome> &home = scheduler.mainLoop().home();
    home->requireMainThread();
    return home;
}

} // namespace

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

void retract(Scheduler &scheduler, ScopeState *scope) noexcept
{
    scheduler.retract(scope);
}

void reportUnread(Scheduler &scheduler, const std::exception_ptr &exception) noexcept
{
    scheduler.context().report(exception);
}

const std::shared_ptr<const ExceptionHook> &exceptionHook(const Scheduler &scheduler) noexcept
{
    return scheduler.context().exceptionHook();
}

const std::shared_ptr<RuntimeLink> &linkOf(Scheduler &scheduler) noexcept
{
    return scheduler.link();
}

const std::shared_ptr<PromiseRegistry> &promisesOf(Scheduler &scheduler) noexcept
{
    return scheduler.promises();
}

std::shared_ptr<PinnedHome> currentHome()
{
    return homeOf(currentOr(
        "PinnedCown: this is not the main thread of a runtime; construct it on the thread "
        "that made the runtime"));
}

std::shared_ptr<PinnedHome> homeOf(Runtime &runtime)
{
    return homeOf(schedulerOf(runtime));
}

Noticeboard &currentNoticeboard()
{
    return currentOr(
               "notice: this thread has no runtime; use runtime.noticeboard(), or construct a "
               "boc::Runtime on it")
        .noticeboard();
}

Messages &currentMessages()
{
    return currentOr("messages: this thread has no runtime; use runtime.messages(), or construct a "
                     "boc::Runtime on it")
        .messages();
}

} // namespace boc::detail
