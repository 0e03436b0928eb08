// SPDX-License-Identifier: MIT
#include <boc/detail/sync.h>
#include <boc/detail/thread_context.h>
#include <boc/detail/worker_front.h>

#include <algorithm>
#include <vector>

#ifdef __GLIBCXX__
// Declared as in the Itanium C++ ABI (2.2.2).
namespace __cxxabiv1 {
struct __cxa_eh_globals;
extern "C" __cxa_eh_globals *__cxa_get_globals() noexcept;
} // namespace __cxxabiv1
#endif

namespace boc::detail {

namespace {

/// Runtimes that this thread made or pumps, in the order of those events; one that it pumps is
/// listed twice.
struct Entered
{
    std::vector<Scheduler *> schedulers;
    /// The number of runtimes that it made and that still exist.
    std::size_t made = 0;
};

std::vector<Scheduler *> &entered()
{
    return threadLocal<Entered>().schedulers;
}

void update() noexcept
{
    const std::vector<Scheduler *> &schedulers = entered();
    WorkerFront *worker = threadContext().worker;
    if (!schedulers.empty())
        threadContext().scheduler = schedulers.back();
    else
        threadContext().scheduler = worker ? &worker->scheduler : nullptr;
}

} // namespace

void locateUncaughtExceptions() noexcept
{
#if defined(__GLIBCXX__) && !defined(BOC_DETERMINISTIC)
    // The layout in that ABI.
    struct Globals
    {
        void *caught;
        unsigned uncaught;
    };
    threadContext().uncaught =
        &reinterpret_cast<Globals *>(__cxxabiv1::__cxa_get_globals())->uncaught;
#endif
}

void addRuntime(Scheduler &scheduler)
{
    locateUncaughtExceptions();
    // A runtime that this thread made is entered at most twice: pumping is not re-entrant.
    std::size_t &made = threadLocal<Entered>().made;
    entered().reserve(2 * (made + 1));
    ++made;
    enterRuntime(scheduler);
}

void enterRuntime(Scheduler &scheduler) noexcept
{
    entered().push_back(&scheduler);
    update();
}

void leaveRuntime(Scheduler &scheduler) noexcept
{
    std::vector<Scheduler *> &schedulers = entered();
    const auto last = std::find(schedulers.rbegin(), schedulers.rend(), &scheduler);
    if (last != schedulers.rend())
        schedulers.erase(std::next(last).base());
    update();
}

void forgetRuntime(Scheduler &scheduler) noexcept
{
    if (std::erase(entered(), &scheduler) != 0)
        --threadLocal<Entered>().made;
    update();
}

} // namespace boc::detail
