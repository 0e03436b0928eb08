// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <thread>

#include <sys/wait.h>
#include <unistd.h>

#include "link/end_requests.h"
#include "link/end_signals.h"

using cownscope::link::EndRequests;
using cownscope::link::EndSignals;

namespace {

void keep(void *told, unsigned request)
{
    *static_cast<unsigned *>(told) = request;
}

// What becomes of a process that runs this.
template <class F>
int statusOf(F run)
{
    const pid_t child = ::fork();
    if (child == 0) {
        for (const int signal : {SIGINT, SIGTERM, SIGHUP})
            ::signal(signal, SIG_DFL);
        ::_exit(run());
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return status;
}

void waitForAnotherRequest()
{
    std::this_thread::sleep_for(EndRequests::Moment + std::chrono::milliseconds(50));
}

} // namespace

TEST(EndSignals, TellsTwoRequestsAndEndsAtTheThird)
{
    const int status = statusOf([] {
        unsigned told = 0;
        const EndSignals signals(keep, &told);
        for (const unsigned expected : {1u, 2u}) {
            for (const int signal : {SIGINT, SIGTERM, SIGHUP})
                ::raise(signal);
            if (told != expected)
                return 1;
            waitForAnotherRequest();
        }
        ::raise(SIGTERM);
        return 2;
    });
    ASSERT_TRUE(WIFSIGNALED(status)) << WEXITSTATUS(status);
    EXPECT_EQ(WTERMSIG(status), SIGTERM);
}

// `timeout` sends its signal twice; the second may come when the program is nearly at its end.
TEST(EndSignals, TheRestOfARequestIsNothingToAProgramThatIsAboutToEnd)
{
    const int status = statusOf([] {
        unsigned told = 0;
        {
            const EndSignals signals(keep, &told);
            ::raise(SIGTERM);
        }
        ::raise(SIGTERM);
        ::raise(SIGHUP);
        return told == 1 ? 3 : 4;
    });
    ASSERT_TRUE(WIFEXITED(status)) << WTERMSIG(status);
    EXPECT_EQ(WEXITSTATUS(status), 3);
}

TEST(EndSignals, WhoAsksAgainEndsAProgramThatDoesNotEnd)
{
    const int status = statusOf([] {
        unsigned told = 0;
        {
            const EndSignals signals(keep, &told);
            ::raise(SIGINT);
        }
        waitForAnotherRequest();
        ::raise(SIGINT);
        return 0;
    });
    ASSERT_TRUE(WIFSIGNALED(status)) << WEXITSTATUS(status);
    EXPECT_EQ(WTERMSIG(status), SIGINT);
}

TEST(EndSignals, LeavesThingsAsTheyWere)
{
    const int status = statusOf([] {
        ::signal(SIGHUP, SIG_IGN); // as nohup does
        unsigned told = 0;
        {
            const EndSignals signals(keep, &told);
            ::raise(SIGHUP);
        }
        if (told != 0)
            return 1;
        ::raise(SIGINT);
        return 0;
    });
    ASSERT_TRUE(WIFSIGNALED(status)) << WEXITSTATUS(status);
    EXPECT_EQ(WTERMSIG(status), SIGINT);
}
