// SPDX-License-Identifier: GPL-3.0-or-later
#include "boc_testing.h"

#include <gtest/gtest.h>

#include <optional>
#include <vector>

namespace {

using namespace std::chrono_literals;

BOC_TEST(MessageWaiting, TheMainThreadPumpsMeanwhile)
{
    boc::Runtime runtime{{.workers = 2}};
    boc::PinnedCown<int> pinned{0};
    const int rounds = boctest::scaled(500);
    for (int i = 0; i < rounds; ++i) {
        // The message comes only when the main thread has run a pinned behavior.
        boc::when() << [pinned, i] {
            boc::when(pinned) << [i](auto) { boc::when() << [i] { boc::send("done", i); }; };
        };
        ASSERT_EQ(boc::receive<int>("done"), i);
    }
}

BOC_TEST(MessageWaiting, PinnedWorkDoesNotKeepAMessageWaiting)
{
    boc::Runtime runtime{{.workers = 1}};
    boc::PinnedCown<int> pinned{0};
    struct Endless
    {
        static void step(const boc::Cown<int> &pinned)
        {
            boc::when(pinned) << [](boc::Acquired<int> p) {
                if (++*p == 100)
                    boc::send("enough", *p);
                step(p.cown());
            };
        }
    };
    Endless::step(pinned);
    EXPECT_EQ(boc::receive<int>("enough"), 100);
    EXPECT_EQ(boc::receive<int>("never", 1ms), std::nullopt);
    runtime.stop();
}

BOC_TEST(MessageWaiting, APinnedBehaviorNeedsATimeout)
{
    boc::Runtime runtime{{.workers = 1}};
    boc::PinnedCown<int> pinned{0};
    bool refused = false;
    std::vector<int> seen;
    boc::when(pinned) << [&](auto) {
        try {
            boc::receive("n");
        } catch (const boc::UsageError &) {
            refused = true;
        }
        seen.push_back(boc::receive<int>("n", 1ms, -1));
        boc::when() << [] { boc::send("n", 1); };
        seen.push_back(boc::receive<int>("n", 10s, -1));
        boc::send("n", 2);
        seen.push_back(boc::receive<int>("n"));
    };
    runtime.quiesce();
    EXPECT_TRUE(refused);
    EXPECT_EQ(seen, (std::vector{-1, 1, 2}));
}

BOC_TEST(MessageWaiting, ABehaviorBlocksItsWorkerOnly)
{
    boc::Runtime runtime{{.workers = 2}};
    boc::Cown<int> answer = boc::when() << [] {
        boc::when() << [] { boc::send("question", 20); };
        return boc::receive<int>("question") + 1;
    };
    int seen = 0;
    boc::when(answer) << [&](auto answer) { seen = *answer; };
    runtime.quiesce();
    EXPECT_EQ(seen, 21);
}

BOC_TEST(MessageWaiting, AStopWakesAllReceivers)
{
    for (int repeat = 0; repeat < boctest::scaled(100); ++repeat) {
        std::optional<boc::Runtime> runtime(std::in_place, boc::RuntimeOptions{.workers = 2});
        boctest::Atomic<int> woken{0};
        const auto wait = [&woken, &messages = runtime->messages()](auto... timeout) {
            try {
                messages.receive({"a", "b"}, timeout...);
            } catch (const boc::StoppedError &) {
                ++woken;
            }
        };
        std::vector<boctest::Thread> threads;
        for (int i = 0; i < 3; ++i)
            threads.emplace_back([&] { wait(); });
        threads.emplace_back([&] { wait(60s); });
        boc::when() << [&] { wait(); };
        runtime->when() << [&] { wait(60s); };
        const bool allWait = repeat % 2 == 0;
        if (allWait) {
            ASSERT_TRUE(boctest::eventually([&] {
                const auto queues = runtime->messages().statistics();
                return queues.size() == 2 && queues[0].receivers == 6;
            }));
        }
        const boc::StopReport report = runtime->stop();
        if (allWait)
            runtime.reset(); // while they leave
        for (boctest::Thread &thread : threads)
            thread.join();
        ASSERT_EQ(woken + static_cast<int>(report.cancelled), 6);
    }
}

BOC_TEST(MessageWaiting, AStopWakesTheMainThread)
{
    boc::Runtime runtime{{.workers = 1}};
    for (int i = 0; i < 2; ++i) {
        boctest::Thread stopper([&] {
            boctest::sleepFor(1ms);
            runtime.requestStop();
        });
        EXPECT_THROW(boc::receive("n"), boc::StoppedError);
        stopper.join();
    }
}

BOC_TEST(MessageWaiting, AfterAStopOnlyWhatIsThereCanBeReceived)
{
    boc::Runtime runtime{{.workers = 2}};
    for (int i = 0; i < 10; ++i)
        boc::when() << [i] { boc::send("n", i); };
    runtime.wait();
    int sum = 0;
    for (int i = 0; i < 10; ++i)
        sum += boc::receive<int>("n");
    EXPECT_EQ(sum, 45);
    EXPECT_THROW(boc::receive("n"), boc::StoppedError);
    EXPECT_THROW(boc::receive("n", 0ns), boc::StoppedError);
    EXPECT_THROW(boc::send("n", 1), boc::StoppedError);
}

BOC_TEST(MessageWaiting, WhoWaitsForATagThatGoesIsTold)
{
    boc::Runtime runtime{{.workers = 1}};
    boc::Messages &messages = runtime.messages();
    boctest::Atomic<int> refused{0};
    boctest::Atomic<int> got{0};
    std::vector<boctest::Thread> threads;
    threads.emplace_back([&] {
        try {
            messages.receive({"stays", "goes"});
        } catch (const boc::UsageError &) {
            ++refused;
        }
    });
    threads.emplace_back([&] { got = messages.receive<int>("stays"); });
    ASSERT_TRUE(boctest::eventually([&] {
        std::uint64_t receivers = 0;
        for (const boc::MessageQueueStatistics &queue : messages.statistics())
            receivers += queue.receivers;
        return receivers == 3; // one of them counts twice
    }));
    messages.setTags({"first", "stays"});
    threads[0].join();
    messages.send("stays", 3);
    threads[1].join();
    EXPECT_EQ(refused, 1);
    EXPECT_EQ(got, 3);
}

BOC_TEST(MessageWaiting, ASenderMayBeTheLastToUseARuntime)
{
    // The main thread ends the runtime as soon as it has the message, while the sender may still
    // stand in its send.
    for (int i = 0; i < boctest::scaled(1000); ++i) {
        boctest::Thread sender;
        {
            boc::Runtime runtime{{.workers = 1}};
            sender = boctest::Thread([&messages = runtime.messages()] { messages.send("n", 1); });
            EXPECT_EQ(boc::receive<int>("n"), 1);
        }
        sender.join();
    }
}

BOC_TEST(MessageWaiting, QueuedValuesDieOnTheMainThreadWithTheRuntime)
{
    {
        boc::Runtime runtime{{.workers = 1}};
        boc::send("pinned", boc::PinnedCown<boctest::Tracked>{1});
        boc::when() << [] { boc::send("plain", boc::Cown<boctest::Tracked>{2}); };
        runtime.wait();
        EXPECT_EQ(boctest::Tracked::alive, 2);
    }
    EXPECT_EQ(boctest::Tracked::alive, 0);
    EXPECT_EQ(boctest::Tracked::destroyedOn.load(), boctest::currentThread());
}

} // namespace
