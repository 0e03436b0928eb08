// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/end_signals.h"

#include <gtest/gtest.h>

#include <thread>

#include <unistd.h>

using cownscope::link::EndRequests;
using cownscope::link::EndSignals;

namespace {

void keep(void *told, unsigned request)
{
    *static_cast<unsigned *>(told) = request;
}

// Ends the process of a death test with the code that `run` gives.
template <class F>
[[noreturn]] void endWith(F run)
{
    for (const int signal : {SIGINT, SIGTERM, SIGHUP})
        ::signal(signal, SIG_DFL);
    ::_exit(run());
}

void waitForAnotherRequest()
{
    std::this_thread::sleep_for(EndRequests::Moment + std::chrono::milliseconds(50));
}

} // namespace

TEST(EndRequests, SignalsWithinAMomentAreOneRequest)
{
    EndRequests requests;
    const auto begin = EndRequests::Clock::now();
    EXPECT_EQ(requests.count(begin), 1u);
    EXPECT_EQ(requests.count(begin), 0u);
    EXPECT_EQ(requests.count(begin + EndRequests::Moment - std::chrono::milliseconds(1)), 0u);
}

TEST(EndRequests, LaterOnesAreCounted)
{
    EndRequests requests;
    const auto begin = EndRequests::Clock::now();
    EXPECT_EQ(requests.count(begin), 1u);
    EXPECT_EQ(requests.count(begin + EndRequests::Moment), 2u);
    EXPECT_EQ(requests.counted(), 2u);
}

TEST(EndSignals, TellsTwoRequestsAndEndsAtTheThird)
{
    EXPECT_EXIT(endWith([] {
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
                }),
                testing::KilledBySignal(SIGTERM), "");
}

// `timeout` sends its signal twice; the second may come when the program is nearly at its end.
TEST(EndSignals, TheRestOfARequestIsNothingToAProgramThatIsAboutToEnd)
{
    EXPECT_EXIT(endWith([] {
                    unsigned told = 0;
                    {
                        const EndSignals signals(keep, &told);
                        ::raise(SIGTERM);
                    }
                    ::raise(SIGTERM);
                    ::raise(SIGHUP);
                    return told == 1 ? 3 : 4;
                }),
                testing::ExitedWithCode(3), "");
}

TEST(EndSignals, WhoAsksAgainEndsAProgramThatDoesNotEnd)
{
    EXPECT_EXIT(endWith([] {
                    unsigned told = 0;
                    {
                        const EndSignals signals(keep, &told);
                        ::raise(SIGINT);
                    }
                    waitForAnotherRequest();
                    ::raise(SIGINT);
                    return 0;
                }),
                testing::KilledBySignal(SIGINT), "");
}

TEST(EndSignals, LeavesThingsAsTheyWere)
{
    EXPECT_EXIT(endWith([] {
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
                }),
                testing::KilledBySignal(SIGINT), "");
}
