// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cownbench/interrupt.h"

#include <atomic>
#include <csignal>

namespace cownscope::bench {

namespace {

std::atomic<bool> flag = false;
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler must not take a lock");

void setFlag(int)
{
    flag = true;
}

} // namespace

void catchInterrupts()
{
    struct sigaction action
    { };
    action.sa_handler = setFlag;
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    ::sigaction(SIGINT, &action, nullptr);
    ::sigaction(SIGTERM, &action, nullptr);
}

bool interrupted()
{
    return flag;
}

} // namespace cownscope::bench
