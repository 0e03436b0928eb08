// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/simulation/worker_priority.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <thread>

#include <sched.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace cownscope::ui {
namespace {

unsigned processors()
{
    cpu_set_t set;
    CPU_ZERO(&set);
    if (sched_getaffinity(0, sizeof set, &set) == 0)
        return std::max(1u, static_cast<unsigned>(CPU_COUNT(&set)));
    return std::max(1u, std::thread::hardware_concurrency());
}

// struct sched_attr of the kernel, which the C library does not define.
struct SchedulingAttributes
{
    std::uint32_t size = sizeof(SchedulingAttributes);
    std::uint32_t policy = SCHED_OTHER;
    std::uint64_t flags = 0;
    std::int32_t nice = 0;
    std::uint32_t priority = 0;
    std::uint64_t slice = 0; // nanoseconds; ignored before Linux 6.12
    std::uint64_t deadline = 0;
    std::uint64_t period = 0;
};

void setScheduling(int nice)
{
    constexpr int nicest = 19;
    constexpr std::uint64_t slice = 5'000'000;
    SchedulingAttributes attributes;
    attributes.nice = std::min(getpriority(PRIO_PROCESS, 0) + nice, nicest);
    attributes.slice = slice;
    syscall(SYS_sched_setattr, 0, &attributes, 0); // on failure nothing changes
}

} // namespace

int niceFor(unsigned workers, unsigned processors)
{
    // Each nice level divides the weight of a thread by 1.25.
    const double each = static_cast<double>(workers) / std::max(processors, 1u);
    return each > 1 ? static_cast<int>(std::ceil(std::log(each) / std::log(1.25))) : 0;
}

std::function<void(unsigned)> workerBeginHook(unsigned workers)
{
    const int nice = niceFor(workers, processors());
    if (nice == 0)
        return {};
    return [nice](unsigned) { setScheduling(nice); };
}

void lowerPriority(unsigned workers)
{
    if (const int nice = niceFor(workers, processors()); nice > 0)
        setScheduling(nice);
}

} // namespace cownscope::ui
