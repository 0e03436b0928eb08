// SPDX-License-Identifier: GPL-3.0-or-later
#include "boc_testing.h"

#include <gtest/gtest.h>

#include <array>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace std::chrono_literals;

constexpr std::size_t producers = 4;
constexpr std::size_t consumers = 4;

struct Numbered
{
    std::size_t producer;
    std::size_t number;
};

BOC_TEST(MessageOrder, IsKeptForEachTagAndProducerByManyConsumers)
{
    boc::Runtime runtime{{.workers = 1}};
    boc::Messages &messages = runtime.messages();
    const auto count = static_cast<std::size_t>(boctest::scaled(2000));
    std::vector<boctest::Thread> threads;
    for (std::size_t p = 0; p < producers; ++p) {
        threads.emplace_back([&, p] {
            for (std::size_t i = 0; i < count; ++i)
                messages.send(i % 2 == 0 ? "even" : "odd", Numbered{p, i});
        });
    }
    std::array<std::vector<Numbered>, consumers> received;
    for (std::size_t c = 0; c < consumers; ++c) {
        threads.emplace_back([&, c] {
            const boc::Tags tags = c == 0 ? boc::Tags("even")
                : c == 1                  ? boc::Tags("odd")
                                          : boc::Tags{"even", "odd"};
            try {
                for (;;)
                    received[c].push_back(messages.receive<Numbered>(tags));
            } catch (const boc::StoppedError &) {
            }
        });
    }
    for (std::size_t p = 0; p < producers; ++p)
        threads[p].join();
    runtime.stop();
    for (std::size_t c = producers; c < threads.size(); ++c)
        threads[c].join();

    // What one consumer gets of a producer under one tag comes in order, and all of it comes.
    std::vector<int> seen(producers * count);
    int disorder = 0;
    for (const std::vector<Numbered> &list : received) {
        std::array<std::size_t, producers * 2> next{};
        for (const auto &[producer, number] : list) {
            disorder += number < std::exchange(next[producer * 2 + number % 2], number + 1);
            ++seen[producer * count + number];
        }
    }
    EXPECT_EQ(disorder, 0);
    EXPECT_EQ(seen, std::vector<int>(producers * count, 1));
    for (const boc::MessageQueueStatistics &queue : messages.statistics()) {
        EXPECT_EQ(queue.sent, producers * count / 2);
        EXPECT_EQ(queue.received, queue.sent);
        EXPECT_EQ(queue.waiting, 0u);
        EXPECT_EQ(queue.rejected, 0u);
    }
}

BOC_TEST(MessageOrder, IsTheSameFromBehaviorsToTheMainThread)
{
    boc::Runtime runtime{{.workers = 2}};
    const int count = boctest::scaled(5000);
    boc::Cown<int> next{0};
    for (int i = 0; i < count; ++i)
        boc::when(next) << [](auto next) { boc::send("n", (*next)++); };
    int wrong = 0;
    for (int i = 0; i < count; ++i)
        wrong += boc::receive<int>("n") != i;
    EXPECT_EQ(wrong, 0);
}

BOC_TEST(MessageOrder, NoWakeUpIsLostBetweenTwoThatAnswerEachOther)
{
    boc::Runtime runtime{{.workers = 1}};
    boc::Messages &messages = runtime.messages();
    const int rounds = boctest::scaled(10000);
    boctest::Thread partner([&] {
        for (int i = 0; i < rounds; ++i)
            messages.send("pong", messages.receive<int>("ping") + 1);
    });
    int wrong = 0;
    for (int i = 0; i < rounds; ++i) {
        messages.send("ping", i);
        wrong += messages.receive<int>("pong") != i + 1;
    }
    partner.join();
    EXPECT_EQ(wrong, 0);
}

BOC_TEST(MessageOrder, AStormOfWakeUpsReachesEverybodyOnce)
{
    boc::Runtime runtime{{.workers = 1}};
    boc::Messages &messages = runtime.messages();
    constexpr int waiters = boctest::sized(16, 6);
    const int rounds = boctest::scaled(200);
    boctest::Atomic<int> got{0};
    std::vector<boctest::Thread> threads;
    for (int w = 0; w < waiters; ++w) {
        threads.emplace_back([&] {
            for (int i = 0; i < rounds; ++i) {
                messages.receive<int>({"go", "now"});
                ++got;
            }
        });
    }
    for (int i = 0; i < rounds * waiters; ++i)
        messages.send(i % 3 == 0 ? "go" : "now", i);
    for (boctest::Thread &thread : threads)
        thread.join();
    EXPECT_EQ(got, rounds * waiters);
    EXPECT_FALSE(messages.receive({"go", "now"}, 0ns));
}

BOC_TEST(MessageOrder, TimeoutsThatRaceWithMessagesLoseNone)
{
    boc::Runtime runtime{{.workers = 1}};
    boc::Messages &messages = runtime.messages();
    const int count = boctest::scaled(3000);
    boctest::Atomic<bool> sent{false};
    std::array<int, 3> received{};
    std::vector<boctest::Thread> threads;
    for (int &mine : received) {
        threads.emplace_back([&] {
            for (;;) {
                const bool last = sent;
                if (messages.receive<int>("n", 20us))
                    ++mine;
                else if (last)
                    return;
            }
        });
    }
    for (int i = 0; i < count; ++i) {
        // About when their times are up.
        boctest::sleepFor(std::chrono::microseconds(i % 40));
        messages.send("n", i);
    }
    sent = true;
    for (boctest::Thread &thread : threads)
        thread.join();
    EXPECT_EQ(std::accumulate(received.begin(), received.end(), 0), count);
}

BOC_TEST(MessageOrder, TimeoutsOfTheMainThreadRaceWithMessages)
{
    // A receiver whose time is up although a sender has chosen it must stay until the sender is
    // done with it.
    boc::Runtime runtime{{.workers = 1}};
    boc::Messages &messages = runtime.messages();
    const int count = boctest::scaled(3000);
    boctest::Atomic<bool> sent{false};
    boctest::Thread sender([&] {
        for (int i = 0; i < count; ++i) {
            boctest::sleepFor(std::chrono::microseconds(i % 40));
            messages.send("n", i);
        }
        sent = true;
    });
    int received = 0;
    for (bool last = false; !last;) {
        last = sent;
        while (messages.receive<int>("n", 20us))
            ++received;
    }
    sender.join();
    EXPECT_EQ(received, count);
}

BOC_TEST(MessageOrder, AReceiverOfAnotherTypeDoesNotHoldUpTheNext)
{
    boc::Runtime runtime{{.workers = 1}};
    boc::Messages &messages = runtime.messages();
    boctest::Atomic<int> mismatches{0};
    boctest::Atomic<int> got{0};
    std::vector<boctest::Thread> threads;
    for (int i = 0; i < 2; ++i) {
        threads.emplace_back([&] {
            try {
                messages.receive<double>("n");
            } catch (const boc::TypeMismatchError &) {
                ++mismatches;
            }
        });
    }
    threads.emplace_back([&] { got = messages.receive<int>("n"); });
    ASSERT_TRUE(boctest::eventually([&] {
        const auto queues = messages.statistics();
        return queues.size() == 1 && queues[0].receivers == 3;
    }));
    messages.send("n", 7);
    messages.send("n", 8);
    for (boctest::Thread &thread : threads)
        thread.join();
    EXPECT_EQ(mismatches, 2);
    // In whichever order they came: the doubles before the int are sent away by its message, those
    // behind it by the next, which stays.
    EXPECT_EQ(got, 7);
    EXPECT_EQ(messages.receive<int>("n"), 8);
}

} // namespace
