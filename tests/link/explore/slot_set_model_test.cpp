// SPDX-License-Identifier: GPL-3.0-or-later
// The protocols of shared memory in all executions within bounds, on the headers that the programs
// use. A payload is guarded by a RaceCheck: two unordered accesses to it are a failure.
#include "explore/model_testing.h"
#include "link/transport/byte_ring.h"
#include "link/transport/slot_set.h"
#include "link/transport/wait_word.h"

#include <gtest/gtest.h>

#include <array>
#include <optional>
#include <utility>

using namespace cownscope::link;
using boc::detail::RaceCheck;
using boctest::Atomic;
using boctest::expectAlways;
using boctest::Thread;

namespace {

using Producer = SlotProducer<Atomic>;
using Consumer = SlotConsumer<Atomic>;

struct Payload
{
    RaceCheck check;
    std::uint64_t stamp = 0;

    void write(std::uint64_t value)
    {
        check.writes();
        stamp = value;
    }
    std::uint64_t read() const
    {
        check.reads();
        return stamp;
    }
};

template <std::size_t slots>
struct Pool
{
    std::array<SlotWords<Atomic>, slots> words;
    std::array<Payload, slots> payloads;
    Producer producer{words};
    Consumer consumer{words};

    // Sends an item whose bytes, tag and payload say its generation.
    bool send()
    {
        const std::optional<std::size_t> slot = producer.acquire();
        if (!slot)
            return false;
        const std::uint64_t generation = producer.generation() + 1;
        payloads[*slot].write(generation);
        EXPECT_EQ(producer.publish(generation, generation), generation);
        return true;
    }

    void expectIntact(const TakenSlot &item)
    {
        EXPECT_EQ(payloads[item.slot].read(), item.generation);
        EXPECT_EQ(item.bytes, item.generation);
        EXPECT_EQ(item.tag, item.generation);
    }
};

// What an eventfd does.
class Event
{
public:
    void ring()
    {
        m_rung.store(1);
        m_rung.notify_all();
    }
    void sleep()
    {
        m_rung.wait(0);
        m_rung.store(0);
    }

private:
    Atomic<int> m_rung{0};
};

// Both sides of a pool, which sleep while there is nothing to do.
template <std::size_t slots>
struct SleepingPool : Pool<slots>
{
    Atomic<std::uint64_t> consumerWaits{0};
    Atomic<std::uint64_t> producerWaits{0};
    WaitSide<Atomic> consumerSleeps{consumerWaits};
    WakeSide<Atomic> wakeConsumer{consumerWaits};
    WaitSide<Atomic> producerSleeps{producerWaits};
    WakeSide<Atomic> wakeProducer{producerWaits};
    Event published;
    Event released;

    void sendWaiting()
    {
        while (!this->send()) {
            producerSleeps.announce();
            if (this->producer.acquire())
                continue;
            released.sleep();
        }
        if (wakeConsumer.isDue())
            published.ring();
    }

    TakenSlot takeWaiting()
    {
        for (;;) {
            const std::optional<TakenSlot> item = this->consumer.take();
            if (wakeProducer.isDue())
                released.ring();
            if (item)
                return *item;
            consumerSleeps.announce();
            if (!this->consumer.hasItem())
                published.sleep();
        }
    }

    void release(const TakenSlot &item)
    {
        this->consumer.release(item);
        if (wakeProducer.isDue())
            released.ring();
    }
};

template <std::size_t slots>
void passItems(std::uint64_t count)
{
    SleepingPool<slots> pool;
    Thread producer([&] {
        for (std::uint64_t i = 0; i < count; ++i)
            pool.sendWaiting();
    });
    for (std::uint64_t i = 1; i <= count; ++i) {
        const TakenSlot item = pool.takeWaiting();
        EXPECT_EQ(item.generation, i);
        pool.expectIntact(item);
        pool.release(item);
    }
    producer.join();
}

TEST(SlotSetModel, ASlotIsPassedBackAndForth)
{
    expectAlways(3, 1, [] { passItems<1>(3); });
}

TEST(SlotSetModel, SlotsArePassedBackAndForth)
{
    expectAlways(3, 1, [] { passItems<2>(4); });
}

TEST(SlotSetModel, AHeldItemStaysWhileOthersPass)
{
    expectAlways(3, 1, [] {
        SleepingPool<2> pool;
        Thread producer([&] {
            for (int i = 0; i < 3; ++i)
                pool.sendWaiting();
        });
        const TakenSlot held = pool.takeWaiting();
        for (std::uint64_t i = 2; i <= 3; ++i) {
            const TakenSlot item = pool.takeWaiting();
            EXPECT_EQ(item.generation, i);
            pool.expectIntact(item);
            pool.release(item);
        }
        producer.join();
        pool.expectIntact(held);
    });
}

TEST(SlotSetModel, ItemsAreReleasedOnAnotherThread)
{
    expectAlways(3, 1, [] {
        SleepingPool<1> pool;
        Thread producer([&] {
            pool.sendWaiting();
            pool.sendWaiting();
        });
        const TakenSlot first = pool.takeWaiting();
        Thread reader([&] {
            pool.expectIntact(first);
            pool.release(first);
        });
        const TakenSlot second = pool.takeWaiting();
        pool.expectIntact(second);
        pool.release(second);
        reader.join();
        producer.join();
    });
}

// An untaken item may be withdrawn in every moment in which the consumer claims it.
TEST(SlotSetModel, OnlyTheNewestItemIsKept)
{
    expectAlways(3, 1, [] {
        Pool<2> pool;
        Atomic<bool> done{false};
        Thread producer([&] {
            for (int i = 0; i < 3; ++i) {
                if (pool.send())
                    pool.producer.keepNewest();
            }
            done.store(true);
        });
        std::uint64_t last = 0;
        const auto takeOne = [&] {
            const std::optional<TakenSlot> item = pool.consumer.take();
            if (!item)
                return false;
            EXPECT_GT(item->generation, last);
            last = item->generation;
            pool.expectIntact(*item);
            pool.consumer.release(*item);
            return true;
        };
        takeOne();
        takeOne();
        producer.join();
        while (takeOne()) {
        }
        EXPECT_EQ(last, pool.producer.generation()) << "the newest one is never withdrawn";
    });
}

// A producer may wait for the slot of an item that it has withdrawn while the consumer claimed it.
TEST(SlotSetModel, AProducerThatKeepsTheNewestItemGetsSpace)
{
    expectAlways(3, 1, [] {
        SleepingPool<2> pool;
        constexpr std::uint64_t count = 3;
        Thread producer([&] {
            for (std::uint64_t i = 0; i < count; ++i) {
                pool.sendWaiting();
                pool.producer.keepNewest();
            }
        });
        TakenSlot shown = pool.takeWaiting(); // held until there is a newer one
        while (shown.generation < count) {
            const TakenSlot item = pool.takeWaiting();
            EXPECT_GT(item.generation, shown.generation);
            pool.release(shown);
            shown = item;
            pool.expectIntact(shown);
        }
        producer.join();
    });
}

TEST(SlotSetModel, AHeldItemIsNeverWithdrawn)
{
    expectAlways(3, 1, [] {
        Pool<3> pool;
        pool.send();
        Thread producer([&] {
            for (int i = 0; i < 2; ++i) {
                EXPECT_TRUE(pool.send()) << "one slot is held, one has the newest item";
                pool.producer.keepNewest();
            }
        });
        const std::optional<TakenSlot> held = pool.consumer.take();
        producer.join();
        if (held)
            pool.expectIntact(*held);
    });
}

TEST(RingModel, BytesArePassedThroughARing)
{
    expectAlways(3, 1, [] {
        constexpr std::size_t capacity = 2;
        constexpr std::uint64_t count = 4;
        RingWords<Atomic> words;
        std::array<Payload, capacity> payloads;
        Atomic<std::uint64_t> consumerWaits{0};
        Atomic<std::uint64_t> producerWaits{0};
        Event published;
        Event released;
        Thread thread([&] {
            RingProducer<Atomic> producer(words, capacity);
            WaitSide<Atomic> wait(producerWaits);
            WakeSide<Atomic> wake(consumerWaits);
            for (std::uint64_t i = 1; i <= count; ++i) {
                std::optional<std::size_t> offset = producer.reserve(1);
                while (!offset) {
                    wait.announce();
                    offset = producer.reserve(1);
                    if (!offset)
                        released.sleep();
                }
                payloads[*offset].write(i);
                producer.publish(1);
                if (wake.isDue())
                    published.ring();
            }
        });
        RingConsumer<Atomic> consumer(words, capacity);
        WaitSide<Atomic> wait(consumerWaits);
        WakeSide<Atomic> wake(producerWaits);
        for (std::uint64_t i = 1; i <= count; ++i) {
            while (consumer.available() == 0u) {
                wait.announce();
                if (consumer.available() == 0u)
                    published.sleep();
            }
            EXPECT_EQ(payloads[consumer.offset()].read(), i);
            consumer.release(1);
            if (wake.isDue())
                released.ring();
        }
        thread.join();
    });
}

// A side whose word makes no sense is noticed, and nothing outside the ring is touched.
TEST(RingModel, ImpossiblePositionsAreRefused)
{
    RingWords<std::atomic> words;
    RingProducer<std::atomic> producer(words, 8);
    RingConsumer<std::atomic> consumer(words, 8);
    EXPECT_EQ(producer.reserve(8), 0u);
    EXPECT_EQ(producer.reserve(9), std::nullopt);
    producer.publish(8);
    EXPECT_EQ(consumer.available(), 8u);
    for (const std::uint64_t read : {std::uint64_t{9}, ~std::uint64_t{0}}) {
        words.read.store(read);
        EXPECT_EQ(producer.reserve(1), std::nullopt) << read;
    }
    consumer.release(8);
    EXPECT_EQ(producer.reserve(1), 0u);
    for (const std::uint64_t written : {std::uint64_t{7}, std::uint64_t{17}, ~std::uint64_t{0}}) {
        words.written.store(written);
        EXPECT_EQ(consumer.available(), std::nullopt) << written;
    }
}

} // namespace
