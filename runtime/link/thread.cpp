// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/thread.h"

#include <utility>

#include <pthread.h>
#include <signal.h>

namespace cownscope::link {

namespace {

// Blocks signals on the calling thread. Threads started meanwhile inherit the mask, so they never
// receive these signals.
class SignalsBlocked
{
public:
    SignalsBlocked()
    {
        sigset_t all;
        ::sigfillset(&all);
        for (const int open : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGSYS, SIGPROF})
            ::sigdelset(&all, open);
        ::pthread_sigmask(SIG_BLOCK, &all, &m_before);
    }
    ~SignalsBlocked() { ::pthread_sigmask(SIG_SETMASK, &m_before, nullptr); }
    SignalsBlocked(const SignalsBlocked &) = delete;
    SignalsBlocked &operator=(const SignalsBlocked &) = delete;

private:
    sigset_t m_before{};
};

} // namespace

std::thread startThread(const std::string &name, std::function<void()> run)
{
    const SignalsBlocked blocked;
    return std::thread([name, run = std::move(run)] {
        ::pthread_setname_np(::pthread_self(), name.c_str());
        run();
    });
}

} // namespace cownscope::link
