// SPDX-License-Identifier: GPL-3.0-or-later
#include "boc_testing.h"
#include "faults/each_allocation.h"

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

/// \file
/// Out of memory in the calls that make and schedule something: the exception reaches the caller,
/// and it is as if the call had not been made.
namespace {

using boctest::failEachAllocation;

/// A runtime, and cowns that count what was done to them.
struct CountedCowns
{
    boc::Runtime runtime{{.workers = 2}};
    boc::Cown<int> a{0};
    boc::Cown<int> b{0};
    std::vector<boc::Cown<int>> many = std::vector<boc::Cown<int>>(20);

    /// How often the cown was increased, once everything has run.
    int count(const boc::Cown<int> &cown)
    {
        int result = -1;
        runtime.when(boc::read(cown)) << [&](auto value) { result = *value; };
        runtime.quiesce();
        return result;
    }
};

TEST(Faults, APlainBehavior)
{
    CountedCowns s;
    EXPECT_EQ(failEachAllocation(&s.runtime, [&] { s.runtime.when(s.a) << [](auto a) { ++*a; }; }),
              1);
    EXPECT_EQ(s.count(s.a), 1);
}

TEST(Faults, ABehaviorWithoutCowns)
{
    CountedCowns s;
    boctest::Atomic<int> runs{0};
    EXPECT_EQ(failEachAllocation(&s.runtime, [&] { s.runtime.when() << [&] { ++runs; }; }), 1);
    s.runtime.quiesce();
    EXPECT_EQ(runs, 1);
}

TEST(Faults, SeveralCownsReadsAndSpans)
{
    CountedCowns s;
    EXPECT_EQ(failEachAllocation(&s.runtime,
                                 [&] {
                                     s.runtime.when(s.a, boc::read(s.b), s.many, s.a)
                                         << [](auto a, auto, auto many, auto) {
                                                ++*a;
                                                for (auto cown : many)
                                                    ++*cown;
                                            };
                                 }),
              1);
    EXPECT_EQ(s.count(s.a), 1);
    EXPECT_EQ(s.count(s.many.back()), 1);
}

TEST(Faults, AClosureThatNeedsMemory)
{
    CountedCowns s;
    std::string text(100, 'x');
    EXPECT_EQ(
        failEachAllocation(
            &s.runtime, [&] { s.runtime.when(s.a) << [text](auto a) { *a += int(text.size()); }; }),
        2);
    EXPECT_EQ(s.count(s.a), 100);
}

TEST(Faults, AKeptResult)
{
    CountedCowns s;
    boc::Cown<int> result = boc::Cown<int>::empty();
    EXPECT_EQ(failEachAllocation(
                  &s.runtime, [&] { result = s.runtime.when(s.a) << [](auto a) { return ++*a; }; }),
              2);
    EXPECT_EQ(s.count(result), 1);
    EXPECT_EQ(s.count(s.a), 1);
}

TEST(Faults, ASum)
{
    CountedCowns s;
    EXPECT_EQ(failEachAllocation(&s.runtime,
                                 [&] {
                                     (s.runtime.when(s.a, s.b) << [](auto a, auto) { ++*a; })
                                         + (s.runtime.when(s.b) << [](auto b) { ++*b; });
                                 }),
              2);
    EXPECT_EQ(s.count(s.a), 1);
    EXPECT_EQ(s.count(s.b), 1);
}

TEST(Faults, ASumOfThreeWithResults)
{
    CountedCowns s;
    const auto increase = [](auto cown) { return ++*cown; };
    std::optional<std::tuple<boc::Cown<int>, boc::Cown<int>, boc::Cown<int>>> results;
    EXPECT_EQ(failEachAllocation(&s.runtime,
                                 [&] {
                                     results = ((s.runtime.when(s.a) << increase)
                                                + (s.runtime.when(s.b) << increase)
                                                + (s.runtime.when(s.a) << increase))
                                                   .results();
                                 }),
              6);
    EXPECT_EQ(s.count(s.a), 2);
    EXPECT_EQ(s.count(s.b), 1);
    EXPECT_EQ(s.count(std::get<2>(*results)), 2);
}

TEST(Faults, InsideABehavior)
{
    CountedCowns s;
    int failures = 0;
    s.runtime.when() << [&] {
        for (int successes = 0;; ++successes) {
            const std::uint64_t before = s.runtime.inFlight();
            try {
                const boctest::OutOfMemory outOfMemory(successes);
                const auto results = ((boc::when(s.a) << [](auto a) { return ++*a; })
                                      + (boc::when(s.b) << [](auto b) { ++*b; }))
                                         .results();
                return;
            } catch (const std::bad_alloc &) {
                ++failures;
                EXPECT_EQ(s.runtime.inFlight(), before);
            }
        }
    };
    s.runtime.quiesce();
    EXPECT_EQ(failures, 4);
    EXPECT_EQ(s.count(s.a), 1);
    EXPECT_EQ(s.count(s.b), 1);
}

TEST(Faults, InAScope)
{
    CountedCowns s;
    boc::Scope scope(s.runtime);
    EXPECT_EQ(failEachAllocation(&s.runtime, [&] { scope.when(s.a) << [](auto a) { ++*a; }; }), 1);
    scope.wait();
    EXPECT_EQ(scope.inFlight(), 0u);
    EXPECT_EQ(s.count(s.a), 1);
}

TEST(Faults, Handles)
{
    boc::Runtime runtime{{.workers = 1}};
    using Text = boc::Cown<std::string>;
    Text cown = Text::empty();
    EXPECT_EQ(failEachAllocation(&runtime, [&] { cown = Text(100u, 'x'); }), 2);
    Text pinned = Text::empty();
    EXPECT_EQ(
        failEachAllocation(&runtime, [&] { pinned = boc::PinnedCown<std::string>(100u, 'x'); }), 2);
    EXPECT_EQ(failEachAllocation(&runtime, [&] { const boc::WeakCown weak(cown); }), 0);
    std::optional<boc::Promise<int>> promise;
    EXPECT_EQ(failEachAllocation(&runtime, [&] { promise.emplace(); }), 1);
    std::optional<boc::Scope> scope;
    EXPECT_EQ(failEachAllocation(&runtime, [&] { scope.emplace(); }), 1);
    std::optional<boc::EventSource> source;
    EXPECT_EQ(failEachAllocation(&runtime, [&] { source.emplace(); }), 0);
}

TEST(Faults, ANotificationAndItsRuns)
{
    CountedCowns s;
    boc::Notification notification;
    EXPECT_EQ(failEachAllocation(&s.runtime,
                                 [&] {
                                     notification = s.runtime.notification(s.a, s.many)
                                         << [](auto a, auto) { ++*a; };
                                 }),
              3);
    EXPECT_EQ(failEachAllocation(&s.runtime, [&] { notification.notify(); }), 1);
    EXPECT_EQ(s.count(s.a), 1);
    EXPECT_TRUE(notification.notify()) << "a failure leaves nothing behind";
    EXPECT_EQ(s.count(s.a), 2);
}

TEST(Faults, ARuntimeWithItsThreads)
{
    boc::Runtime outer{{.workers = 1}};
    std::optional<boc::Runtime> runtime;
    EXPECT_GE(
        failEachAllocation(nullptr,
                           [&] {
                               // The options are made inside: they are given away.
                               boc::RuntimeOptions options{.workers = 3};
                               options.watchdog = {std::chrono::milliseconds(1000), [](auto) {}};
                               options.slowBodies = {std::chrono::milliseconds(1000), [](auto) {}};
                               EXPECT_EQ(boc::Runtime::current(), &outer);
                               runtime.emplace(std::move(options));
                           }),
        8);
    EXPECT_EQ(boc::Runtime::current(), &*runtime);
    int ran = 0;
    boc::Cown<int> cown{0};
    boc::when(cown) << [&](auto) { ++ran; };
    runtime->quiesce();
    EXPECT_EQ(ran, 1);
    runtime.reset();
    EXPECT_EQ(boc::Runtime::current(), &outer);
}

TEST(Faults, TheFirstRuntimeOfAThread)
{
    bool made = false;
    boctest::Thread([&] {
        EXPECT_GE(failEachAllocation(nullptr, [] { boc::Runtime runtime{{.workers = 3}}; }), 8);
        EXPECT_EQ(boc::Runtime::current(), nullptr);
        made = true;
    }).join();
    EXPECT_TRUE(made);
}

TEST(Faults, AnEndNeedsNoMemory)
{
    auto runtime = std::make_unique<boc::Runtime>(boc::RuntimeOptions{.workers = 2});
    auto second = std::make_unique<boc::Runtime>(boc::RuntimeOptions{.workers = 1});
    boc::PinnedCown<int> pinned{*runtime, 0};
    bool ran = false;
    runtime->when(pinned) << [&](auto) {
        const boctest::OutOfMemory outOfMemory;
        second->pump();
        ran = true;
    };
    {
        const boctest::OutOfMemory outOfMemory;
        runtime->quiesce();
        second->requestStop();
        second->stop();
        second.reset();
        runtime.reset();
    }
    EXPECT_TRUE(ran);
}

TEST(Faults, TheNoticeboard)
{
    boc::Runtime runtime{{.workers = 1}};
    boc::Noticeboard &board = runtime.noticeboard();
    board.write("key", 1);
    const std::string longKey(60, 'k');
    EXPECT_GE(failEachAllocation(&runtime, [&] { board.write(longKey, std::string(100, 'x')); }),
              4);
    EXPECT_EQ(board.snapshot().keys().size(), 2u);
    const auto failing = [&](auto action) {
        const boctest::OutOfMemory outOfMemory(1);
        EXPECT_THROW(action(), std::bad_alloc);
    };
    failing([&] { board.write("key", 2); });
    failing([&] { board.update("key", 0, [](int value) { return value + 10; }); });
    EXPECT_EQ(board.read("key", 0), 1) << "the old value stays";
    EXPECT_GE(failEachAllocation(
                  &runtime, [&] { board.update("key", 0, [](int value) { return value + 10; }); }),
              2);
    EXPECT_EQ(board.read("key", 0), 11);
    EXPECT_GE(failEachAllocation(&runtime, [&] { board.remove("key"); }), 1);
    EXPECT_FALSE(board.read<int>("key"));
}

TEST(Faults, Messages)
{
    boc::Runtime runtime{{.workers = 1}};
    boc::Messages &messages = runtime.messages();
    EXPECT_EQ(failEachAllocation(&runtime, [&] { messages.send("tag", std::string(100, 'x')); }),
              2);
    std::string text;
    EXPECT_EQ(failEachAllocation(&runtime, [&] { text = messages.receive<std::string>("tag"); }),
              0);
    EXPECT_EQ(text.size(), 100u);
    EXPECT_FALSE(messages.receive("tag", std::chrono::nanoseconds(0))) << "one was sent";
}

} // namespace
