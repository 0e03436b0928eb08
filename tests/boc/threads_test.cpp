// SPDX-License-Identifier: GPL-3.0-or-later
#include "boc_testing.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <system_error>
#include <vector>

#include <pthread.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/// \file
/// The library's threads as the system and the program see them: names, signals, limits, forks.
namespace {

using namespace std::chrono_literals;

/// A field of /proc/self/task/THREAD/status.
std::string statusField(const std::filesystem::path &thread, const std::string &field)
{
    std::ifstream status(thread / "status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with(field + ":\t"))
            return line.substr(field.size() + 2);
    }
    return {};
}

/// The threads of this process, by name.
std::multimap<std::string, std::filesystem::path> threads()
{
    std::multimap<std::string, std::filesystem::path> result;
    for (const auto &entry : std::filesystem::directory_iterator("/proc/self/task"))
        result.emplace(statusField(entry.path(), "Name"), entry.path());
    return result;
}

boc::RuntimeOptions withAllThreads(unsigned workers)
{
    boc::RuntimeOptions options{.workers = workers};
    options.watchdog.threshold = 10s;
    options.slowBodies = {10s, [](const boc::SlowBody &) {}};
    return options;
}

const std::set<std::string> ownNames{"boc worker 0", "boc worker 1", "boc watchdog",
                                     "boc slow bodies"};

/// Waits until all threads of the library have got their names.
bool allAreNamed()
{
    return boctest::eventually([] {
        const auto all = threads();
        return std::ranges::all_of(ownNames,
                                   [&](const std::string &name) { return all.contains(name); });
    });
}

TEST(Threads, AreNamedForDebuggersAndProfilers)
{
    const boc::Runtime runtime(withAllThreads(2));
    EXPECT_TRUE(allAreNamed());
}

TEST(Threads, BlockWhatIsSentToTheProcess)
{
    const boc::Runtime runtime(withAllThreads(2));
    ASSERT_TRUE(allAreNamed());
    for (const auto &[name, path] : threads()) {
        if (!ownNames.contains(name))
            continue;
        const std::uint64_t blocked = std::stoull(statusField(path, "SigBlk"), nullptr, 16);
        const auto blocks = [&](int number) { return (blocked >> (number - 1) & 1) != 0; };
        for (const int number : {SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGALRM, SIGCHLD, SIGUSR1,
                                 SIGUSR2, SIGPIPE, SIGWINCH, SIGTSTP, SIGRTMIN, SIGRTMAX})
            EXPECT_TRUE(blocks(number)) << name << " takes signal " << number;
        for (const int number : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGPROF})
            EXPECT_FALSE(blocks(number)) << name << " blocks signal " << number;
    }
}

TEST(Threads, LeaveTheProgramItsOwnMask)
{
    sigset_t before;
    sigset_t after;
    pthread_sigmask(SIG_BLOCK, nullptr, &before);
    const boc::Runtime runtime(withAllThreads(2));
    pthread_sigmask(SIG_BLOCK, nullptr, &after);
    for (int number = 1; number < SIGRTMAX; ++number)
        EXPECT_EQ(sigismember(&before, number), sigismember(&after, number)) << number;
}

TEST(Threads, ASignalReachesWhoeverWaitsForIt)
{
    // Blocked after the runtime was made, and sent to the process: no thread may be there to die
    // of it.
    const boc::Runtime runtime(withAllThreads(2));
    sigset_t terms;
    sigset_t before;
    sigemptyset(&terms);
    sigaddset(&terms, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &terms, &before);
    ASSERT_EQ(::kill(::getpid(), SIGTERM), 0);
    const timespec timeout{10, 0};
    EXPECT_EQ(::sigtimedwait(&terms, nullptr, &timeout), SIGTERM);
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

TEST(Threads, BeginAndEndWithTheHooks)
{
    boctest::Mutex mutex;
    std::map<unsigned, std::vector<boctest::ThreadId>> began;
    std::map<unsigned, std::vector<boctest::ThreadId>> ended;
    std::map<int, boctest::ThreadId> ran;
    boctest::Atomic<int> unhandled{0};
    boc::RuntimeOptions options{.workers = 3};
    options.workerBegin = [&](unsigned worker) {
        const std::lock_guard lock(mutex);
        EXPECT_EQ(boc::currentWorker(), static_cast<int>(worker));
        EXPECT_EQ(boc::Runtime::current(), nullptr);
        began[worker].push_back(boctest::currentThread());
        throw 1;
    };
    options.workerEnd = [&](unsigned worker) {
        const std::lock_guard lock(mutex);
        EXPECT_EQ(boc::currentWorker(), static_cast<int>(worker));
        ended[worker].push_back(boctest::currentThread());
        throw 2;
    };
    options.unhandledException = [&](std::exception_ptr) { ++unhandled; };
    {
        boc::Runtime runtime(options);
        for (int i = 0; i < 300; ++i) {
            boc::when() << [&] {
                const std::lock_guard lock(mutex);
                const auto worker = static_cast<unsigned>(boc::currentWorker());
                ASSERT_EQ(began[worker].size(), 1u) << "it begins before it runs anything";
                EXPECT_EQ(began[worker][0], boctest::currentThread());
                EXPECT_TRUE(ended.empty());
            };
        }
        runtime.quiesce();
        {
            const std::lock_guard lock(mutex);
            EXPECT_TRUE(ended.empty());
        }
        runtime.stop();
        EXPECT_EQ(ended.size(), 3u) << "all have ended when stop returns";
    }
    EXPECT_EQ(began, ended) << "once each, on the same threads";
    EXPECT_EQ(unhandled, 6);
}

/// Runs `child` in a process of its own; what that returns, or −1 if it ended otherwise. Not in one
/// that was forked in the middle of others' work: it is a test program that has just begun.
#define EXPECT_IN_CHILD(statement)                                                                 \
    testing::GTEST_FLAG(death_test_style) = "threadsafe";                                          \
    EXPECT_EXIT(statement, testing::ExitedWithCode(0), "")

/// Lets this process have so few threads more that none of many workers' can be had. Root may have
/// as many as it likes, so that it becomes somebody else, whom nobody else is.
void limitThreads(unsigned more)
{
    if (::geteuid() == 0) {
        const auto user = static_cast<uid_t>(1'000'000 + ::getpid());
        if (::setresuid(user, user, user) != 0)
            std::abort();
    }
    const rlimit limit{1 + more, 1 + more};
    if (::setrlimit(RLIMIT_NPROC, &limit) != 0)
        std::abort();
}

[[noreturn]] void runShortOfThreads()
{
    limitThreads(5);
    const std::size_t before = threads().size();
    std::set<unsigned> living;
    boctest::Mutex mutex;
    boc::RuntimeOptions options = withAllThreads(200);
    options.workerBegin = [&](unsigned worker) {
        const std::lock_guard lock(mutex);
        living.insert(worker);
    };
    options.workerEnd = [&](unsigned worker) {
        const std::lock_guard lock(mutex);
        living.erase(worker);
    };
    const auto fail = [](const std::string &what) {
        std::fprintf(stderr, "%s\n", what.c_str());
        std::_Exit(1);
    };
    try {
        boc::Runtime runtime(options);
        fail("200 workers could be started");
    } catch (const std::system_error &error) {
        const std::string text = error.what();
        if (error.code() != std::errc::resource_unavailable_try_again
            || !text.starts_with("the thread \"boc worker ")
            || text.find("could not be started") == std::string::npos)
            fail(text);
    }
    // A thread that was joined may be seen by the system a moment longer.
    if (!boctest::eventually([&] { return threads().size() == before; }))
        fail("threads are left");
    if (!living.empty())
        fail("a worker has begun and not ended");
    if (boc::Runtime::current())
        fail("a runtime is left");
    boc::Runtime runtime({.workers = 2});
    int ran = 0;
    boc::when() << [&] { ++ran; };
    runtime.wait();
    std::_Exit(ran == 1 ? 0 : 1);
}

TEST(Threads, TooFewOfThemAreAnExceptionThatLeavesNothingBehind)
{
#ifdef COWNSCOPE_SANITIZED_THREAD
    GTEST_SKIP() << "ThreadSanitizer itself needs a thread.";
#endif
    EXPECT_IN_CHILD(runShortOfThreads());
}

TEST(Threads, AbsurdNumbersOfWorkersAreRefusedBeforeMemoryIsTouched)
{
    for (const unsigned workers : {boc::maxWorkers + 1, 1'000'000u, ~0u}) {
        try {
            boc::Runtime runtime({.workers = workers});
            ADD_FAILURE() << workers;
        } catch (const boc::UsageError &error) {
            EXPECT_EQ(std::string(error.what()),
                      "workers is " + std::to_string(workers) + "; a runtime has at most 8192");
        }
    }
}

/// True if the call is refused with a sentence about the fork.
template <class F>
bool isRefusedInFork(F call)
{
    try {
        call();
    } catch (const boc::UsageError &error) {
        return std::string(error.what()).find("was forked from the one") != std::string::npos;
    }
    return false;
}

[[noreturn]] void runInFork(boc::Runtime &runtime, boc::Scope &scope)
{
    ::alarm(30); // in case something hangs
    int code = 0;
    auto expect = [&code, bit = 1](bool holds) mutable {
        if (!holds)
            code |= bit;
        bit <<= 1;
    };
    expect(isRefusedInFork([&] { runtime.stop(); }));
    expect(isRefusedInFork([&] { runtime.wait(); }) && isRefusedInFork([&] { runtime.pump(); }));
    expect(isRefusedInFork([&] { runtime.quiesce(); })
           && isRefusedInFork([&] { runtime.waitForRoom(1); })
           && isRefusedInFork([&] { scope.wait(); }));
    expect(isRefusedInFork([&] { runtime.when() << [] {}; }));
    expect(isRefusedInFork([&] { runtime.messages().send("tag", 1); })
           && isRefusedInFork([&] { runtime.messages().receive("tag"); }));
    expect(!runtime.stopped());
    // One of its own works.
    {
        boc::Runtime own({.workers = 2});
        int ran = 0;
        boc::when() << [&] { ++ran; };
        own.wait();
        expect(ran == 1);
    }
    runtime.~Runtime();
    expect(boc::Runtime::current() == nullptr);
    std::_Exit(code);
}

TEST(Threads, AForkedChildGetsASentenceAndMayLetGo)
{
#if defined(COWNSCOPE_SANITIZED_THREAD) || defined(COWNSCOPE_SANITIZED_ADDRESS)
    GTEST_SKIP() << "The sanitizer's own locks may be held in a fork, so that no thread can start.";
#endif
    boc::Runtime runtime(withAllThreads(2));
    boc::Scope scope(runtime);
    boctest::Gate gate;
    scope.when() << [&] { gate.pass(); };
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0)
        runInFork(runtime, scope);
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    gate.open();
    ASSERT_TRUE(WIFEXITED(status)) << "signal " << WTERMSIG(status);
    EXPECT_EQ(WEXITSTATUS(status), 0) << "a bit for each expectation";
    EXPECT_TRUE(scope.wait()) << "the parent goes on";
}

} // namespace
