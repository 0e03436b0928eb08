// SPDX-License-Identifier: GPL-3.0-or-later
#include "boc_testing.h"

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <stdexcept>
#include <utility>
#include <vector>

namespace {

using namespace std::chrono_literals;

template <class Error>
bool holds(const std::exception_ptr &exception)
{
    try {
        if (exception)
            std::rethrow_exception(exception);
    } catch (const Error &) {
        return true;
    } catch (...) {
    }
    return false;
}

BOC_TEST(Promise, ReachesAllWritersAndReadersInOrder)
{
    // Behaviors that wait for a promise queue for its cown as for one that somebody writes: the
    // value arrives before the first of them runs, and then the order of scheduling holds.
    boc::Runtime runtime{{.workers = 2}};
    boctest::Atomic<int> sum{0};
    boctest::Atomic<int> early{0};
    boctest::Atomic<bool> fulfilled{false};
    std::optional<boc::Promise<std::unique_ptr<int>>> promise{std::in_place};
    const auto cown = promise->cown();
    for (int i = 0; i < 10; ++i) {
        boc::when(boc::read(cown)) << [&](auto value) {
            early += !fulfilled;
            sum += **value;
        };
    }
    boc::when(cown) << [&](auto value) { **value *= 2; };
    for (int i = 0; i < 10; ++i)
        boc::when(boc::read(cown)) << [&](auto value) { sum += **value; };
    EXPECT_FALSE(runtime.quiesce(20ms)) << "what waits is in flight";
    EXPECT_EQ(runtime.inFlight(), 21u);
    boctest::Thread([&] {
        fulfilled = true;
        EXPECT_TRUE(promise->fulfill(std::make_unique<int>(1)));
    }).join();
    EXPECT_TRUE(runtime.quiesce(30s));
    EXPECT_EQ(sum, 10 + 20);
    EXPECT_EQ(early, 0);
}

BOC_TEST(Promise, OfNothing)
{
    boc::Runtime runtime{{.workers = 1}};
    const boc::Promise<void> promise;
    bool ran = false;
    boc::when(promise.cown()) << [&](auto done) {
        done.get();
        ran = true;
    };
    EXPECT_TRUE(promise.fulfill());
    runtime.quiesce();
    EXPECT_TRUE(ran);
}

BOC_TEST(Promise, AnOpenOneThatNobodyWaitsForKeepsNobody)
{
    boc::Runtime runtime{{.workers = 1}};
    const boc::Promise<int> promise;
    EXPECT_TRUE(runtime.quiesce(30s));
    EXPECT_TRUE(runtime.wait(30s));
    EXPECT_FALSE(promise.fulfill(1)) << "ended by the stop in wait";
}

BOC_TEST(Promise, MayFail)
{
    boc::Runtime runtime{{.workers = 1}};
    const boc::Promise<int> promise;
    boc::Cown<int> next = boc::when(promise.cown()) << [](auto value) { return *value + 1; };
    EXPECT_TRUE(promise.fail(std::make_exception_ptr(std::runtime_error("no answer"))));
    EXPECT_FALSE(promise.fulfill(1));
    runtime.quiesce();
    EXPECT_THROW(boc::take(std::move(next)), std::runtime_error);
    EXPECT_THROW(boc::Promise<int>{}.fail(nullptr), boc::UsageError);
}

BOC_TEST(Promise, DroppedLeavesBrokenPromise)
{
    // A promise that goes without a value must not leave its waiters waiting: they run, and find an
    // exception that says so.
    boctest::Atomic<int> unread{0};
    boc::Runtime runtime{{.workers = 1, .unhandledException = [&](auto) { ++unread; }}};
    std::optional<boc::Promise<int>> promise{std::in_place};
    bool broken = false;
    boc::when(promise->cown()) <<
        [&](auto value) { broken = holds<boc::BrokenPromise>(value.exception()); };
    promise.reset();
    runtime.quiesce();
    EXPECT_TRUE(broken);
    EXPECT_EQ(unread, 0);

    promise.emplace();
    {
        const boc::Cown<int> kept = promise->cown();
        promise.reset();
    }
    EXPECT_EQ(unread, 1) << "somebody had the cown and did not look";
    promise.emplace();
    promise.reset();
    EXPECT_EQ(unread, 1) << "nobody was promised anything";
}

BOC_TEST(Promise, MovesLeaveAnEmptyOne)
{
    boc::Runtime runtime{{.workers = 1}};
    boc::Promise<int> first;
    const boc::Cown<int> cown = first.cown();
    boc::Promise<int> second = std::move(first);
    EXPECT_THROW(first.fulfill(1), boc::UsageError);
    EXPECT_THROW(first.cown(), boc::UsageError);
    first = std::move(second);
    EXPECT_TRUE(first.fulfill(1));
}

struct Picky
{
    explicit Picky(int v)
    {
        if (v < 0)
            throw std::invalid_argument("negative");
    }
};

BOC_TEST(Promise, StaysOpenIfTheValueCannotBeMade)
{
    boc::Runtime runtime{{.workers = 1}};
    const boc::Promise<Picky> promise;
    boc::Cown<bool> result = boc::when(promise.cown()) << [](auto value) {
        *value;
        return true;
    };
    EXPECT_THROW(promise.fulfill(-1), std::invalid_argument);
    EXPECT_TRUE(promise.fulfill(1));
    runtime.quiesce();
    EXPECT_TRUE(boc::take(std::move(result)));
}

BOC_TEST(Promise, StopFailsTheOpenOnes)
{
    std::optional<boc::Promise<int>> promise;
    std::vector<boc::Cown<int>> results;
    boc::Cown<int> cown = boc::Cown<int>::empty();
    {
        boc::Runtime runtime{{.workers = 2}};
        promise.emplace();
        cown = promise->cown();
        for (int i = 0; i < 5; ++i)
            results.push_back(boc::when(boc::read(cown)) << [](auto value) { return *value; });
        EXPECT_EQ(runtime.stop().cancelled, 5u);
        EXPECT_FALSE(promise->fulfill(1));
        EXPECT_THROW(boc::Promise<int>{}, boc::StoppedError);
    }
    promise.reset();
    EXPECT_THROW(boc::take(std::move(cown)), boc::StoppedError);
    EXPECT_THROW(boc::take(std::move(results[0])), boc::StoppedError);
}

BOC_TEST(Promise, AStopRequestedInsideABehaviorEndsTheWait)
{
    boc::Runtime runtime{{.workers = 1}};
    const boc::Promise<int> promise;
    boc::when(promise.cown()) << [](auto) {};
    boc::when() << [&] { runtime.requestStop(); };
    EXPECT_TRUE(runtime.wait(30s));
}

BOC_TEST(Promise, FulfillingRacesWithStoppingAndDropping)
{
    for (int round = 0; round < boctest::scaled(2000); ++round) {
        boctest::Atomic<int> got{0};
        bool won = false;
        {
            boc::Runtime runtime{{.workers = 1}};
            std::optional<boc::Promise<int>> promise{std::in_place, runtime};
            boc::Cown<int> waiting = boc::when(promise->cown()) << [&](auto v) { return got = *v; };
            boctest::Atomic<bool> begin{false};
            boctest::Thread other([&] {
                begin.wait(false);
                won = promise->fulfill(1);
                if (round % 2)
                    promise.reset();
            });
            begin = true;
            begin.notify_all();
            runtime.stop();
            other.join();
            try {
                EXPECT_EQ(boc::take(std::move(waiting)), 1);
                EXPECT_TRUE(won);
            } catch (const boc::StoppedError &) {
                EXPECT_EQ(got, 0);
            }
        }
        EXPECT_TRUE(won || got == 0);
    }
}

struct Stopping
{
    explicit Stopping(boc::Runtime &runtime)
    {
        runtime.requestStop();
        throw std::runtime_error("too late");
    }
};

BOC_TEST(Promise, FailsIfTheRuntimeStoppedWhileTheValueCouldNotBeMade)
{
    boc::Runtime runtime{{.workers = 1}};
    const boc::Promise<Stopping> promise;
    boc::when(promise.cown()) << [](auto) {};
    EXPECT_THROW(promise.fulfill(runtime), std::runtime_error);
    EXPECT_TRUE(runtime.wait(30s));
}

BOC_TEST(Promise, ServesBehaviorsOfSeveralRuntimes)
{
    boc::Runtime first{{.workers = 1}};
    boc::Runtime second{{.workers = 1}};
    const boc::Promise<int> promise{first};
    boctest::Atomic<int> sum{0};
    first.when(boc::read(promise.cown())) << [&](auto v) { sum += *v; };
    second.when(boc::read(promise.cown())) << [&](auto v) { sum += *v; };
    promise.fulfill(3);
    first.quiesce();
    second.quiesce();
    EXPECT_EQ(sum, 6);
}

} // namespace
