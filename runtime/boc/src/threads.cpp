// SPDX-License-Identifier: MIT
#include "threads.h"

#include <system_error>
#include <utility>

#if defined(__unix__) && !defined(BOC_DETERMINISTIC)
#include <csignal>

#include <pthread.h>
#define BOC_POSIX_THREADS
#endif

namespace boc::detail {

namespace {

#ifdef BOC_POSIX_THREADS

/// Blocks signals on the calling thread. Threads started meanwhile inherit the mask, so they never
/// receive these signals.
class SignalsBlocked
{
public:
    SignalsBlocked() noexcept
    {
        sigset_t all;
        sigfillset(&all);
        for (const int open : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGSYS, SIGPROF})
            sigdelset(&all, open);
        ::pthread_sigmask(SIG_BLOCK, &all, &m_before);
    }
    ~SignalsBlocked() { ::pthread_sigmask(SIG_SETMASK, &m_before, nullptr); }
    SignalsBlocked(const SignalsBlocked &) = delete;
    SignalsBlocked &operator=(const SignalsBlocked &) = delete;

private:
    sigset_t m_before;
};

#else

class [[maybe_unused]] SignalsBlocked
{ };

#endif

void nameThread([[maybe_unused]] const std::string &name) noexcept
{
#if defined(BOC_POSIX_THREADS) && defined(__linux__)
    ::pthread_setname_np(::pthread_self(), name.c_str()); // no effect if it is too long
#endif
}

} // namespace

Thread startThread(const std::string &name, std::function<void()> run)
{
    [[maybe_unused]] const SignalsBlocked blocked;
    try {
        return Thread([name, run = std::move(run)] {
            nameThread(name);
            run();
        });
    } catch (const std::system_error &error) {
        throw std::system_error(
            error.code(),
            "the thread \"" + name
                + "\" could not be started: the system allows this process no more threads; use "
                  "fewer workers, or raise the limit (ulimit -u)");
    }
}

} // namespace boc::detail
