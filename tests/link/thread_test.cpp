// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/thread.h"

#include <gtest/gtest.h>

#include <array>

#include <pthread.h>
#include <signal.h>

using namespace cownscope;

TEST(Thread, HasItsNameAndNoSignals)
{
    std::array<char, 16> name{};
    sigset_t blocked;
    sigemptyset(&blocked);
    link::startThread("cown helper", [&] {
        pthread_getname_np(pthread_self(), name.data(), name.size());
        pthread_sigmask(SIG_BLOCK, nullptr, &blocked);
    }).join();
    EXPECT_STREQ(name.data(), "cown helper");
    for (const int number : {SIGTERM, SIGINT, SIGHUP, SIGCHLD, SIGUSR1, SIGALRM})
        EXPECT_EQ(sigismember(&blocked, number), 1) << number;
    for (const int number : {SIGSEGV, SIGBUS, SIGPROF})
        EXPECT_EQ(sigismember(&blocked, number), 0) << number;
}

TEST(Thread, LeavesTheMaskOfWhoStartsIt)
{
    sigset_t before;
    sigset_t after;
    pthread_sigmask(SIG_BLOCK, nullptr, &before);
    link::startThread("cown helper", [] {}).join();
    pthread_sigmask(SIG_BLOCK, nullptr, &after);
    for (int number = 1; number < SIGRTMAX; ++number)
        EXPECT_EQ(sigismember(&before, number), sigismember(&after, number)) << number;
}
