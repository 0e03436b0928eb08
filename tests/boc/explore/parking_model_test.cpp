// SPDX-License-Identifier: GPL-3.0-or-later
#include "boc/src/idle_workers.h"
#include "boc/src/inbox.h"
#include "boc/src/run_ring.h"
#include "model_testing.h"
#include "queue_item.h"

#include <gtest/gtest.h>

#include <array>
#include <functional>
#include <span>
#include <utility>

/// \file
/// The parking handshake in all executions within bounds: the real IdleWorkers, ParkingPlace,
/// RunRing and Inbox, under workers reduced to what the handshake needs.

namespace {

using boc::detail::BehaviorCore;
using boc::detail::Counter;
using boc::detail::IdleWorkers;
using boc::detail::Inbox;
using boc::detail::ParkingPlace;
using boc::detail::RunRing;
using boctest::expectAlways;
using boctest::QueueItem;
using boctest::Thread;

/// Each item is run by one of them; an item may wait for another one, which somebody
/// else then has to run.
template <unsigned workers>
class Pool
{
public:
    /// `found` is what the first worker has just found in its search.
    explicit Pool(int items, std::function<void(unsigned worker, int item)> run,
                  BehaviorCore *found = nullptr)
        : m_run(std::move(run))
        , m_items(items)
    {
        // As if just woken: whoever wakes a worker counts it as a searcher.
        for (unsigned i = 0; i < workers; ++i)
            m_idle.startSearch();
        for (unsigned i = 0; i < workers; ++i)
            m_threads[i] = Thread([this, i, found] { work(i, i == 0 ? found : nullptr); });
    }

    void post(unsigned worker, QueueItem &item)
    {
        m_places[worker].inbox.push(item, Inbox::Origin::Remote);
        wakeIfNeeded(worker);
    }

    /// For a running item of that worker.
    void postLocally(unsigned worker, QueueItem &item)
    {
        m_places[worker].ring.push(item);
        wakeIfNeeded(worker);
    }

    /// The same for several at once.
    void postLocally(unsigned worker, std::span<BehaviorCore *const> items)
    {
        m_places[worker].ring.push(items);
        wakeIfNeeded(worker);
    }

    /// Waits until all items have run and ends the workers.
    void finish()
    {
        for (int done = m_done.load(); done < m_items; done = m_done.load())
            m_done.wait(done);
        m_exiting.store(true);
        for (unsigned i = 0; i < workers; ++i)
            m_idle.wake(m_places[i].place);
        for (Thread &thread : m_threads)
            thread.join();
    }

private:
    struct Place
    {
        ParkingPlace place;
        RunRing ring;
        Inbox inbox;
    };

    void wakeIfNeeded(unsigned first)
    {
        if (m_idle.wakeNeeded())
            m_idle.wakeOne(workers, first,
                           [this](unsigned i) -> ParkingPlace & { return m_places[i].place; });
    }

    bool anyWork() const
    {
        for (const Place &place : m_places) {
            if (place.ring.size() != 0 || place.inbox.size() != 0)
                return true;
        }
        return false;
    }

    BehaviorCore *take(unsigned self)
    {
        Counter retries;
        for (unsigned i = 0; i < workers; ++i) {
            Place &place = m_places[(self + i) % workers];
            if (BehaviorCore *behavior = place.ring.take(retries))
                return behavior;
            BehaviorCore *behavior = nullptr;
            if (place.inbox.take({&behavior, 1}) == 1)
                return behavior;
        }
        return nullptr;
    }

    void work(unsigned self, BehaviorCore *found)
    {
        for (;;) {
            if (BehaviorCore *behavior = found ? std::exchange(found, nullptr) : take(self)) {
                if (m_idle.endSearch() && anyWork())
                    wakeIfNeeded(0);
                m_run(self, boctest::numberOf(behavior));
                if (m_done.fetch_add(1) + 1 == m_items)
                    m_done.notify_all();
                m_idle.startSearch();
                continue;
            }
            m_idle.endSearch();
            m_idle.sleep(self, m_places[self].place,
                         [this] { return anyWork() || m_exiting.load(); });
            if (m_exiting.load())
                return;
        }
    }

    const std::function<void(unsigned worker, int item)> m_run;
    IdleWorkers m_idle;
    std::array<Place, workers> m_places;
    boctest::Atomic<bool> m_exiting{false};
    boctest::Atomic<int> m_done{0};
    const int m_items;
    std::array<Thread, workers> m_threads;
};

TEST(Model, APostIsTakenUpWhileTheOtherWorkerBlocks)
{
    expectAlways(2, 1, [] {
        std::array<QueueItem, 2> items{QueueItem{boctest::nobody(), 0},
                                       QueueItem{boctest::nobody(), 1}};
        boctest::Gate second;
        Pool<2> pool(2, [&](unsigned, int item) {
            if (item == 0)
                second.pass();
            else
                second.open();
        });
        pool.post(0, items[0]);
        pool.post(1, items[1]);
        pool.finish();
    });
}

TEST(Model, APostIsTakenUpThoughTheLastSearcherHasJustFoundSomething)
{
    // The second worker has left the searchers and is on its way to sleep; the first leaves them as
    // the last, sees no sleeper yet, and blocks. Who posts then sees the sleeper and must not take
    // the first for a searcher still.
    expectAlways(2, 1, [] {
        std::array<QueueItem, 2> items{QueueItem{boctest::nobody(), 0},
                                       QueueItem{boctest::nobody(), 1}};
        boctest::Gate second;
        Pool<2> pool(
            2,
            [&](unsigned, int item) {
                if (item == 0)
                    second.pass();
                else
                    second.open();
            },
            &items[0]);
        pool.post(1, items[1]);
        pool.finish();
    });
}

TEST(Model, WhatARunningItemQueuesIsTakenUpWhileItBlocks)
{
    expectAlways(2, 1, [] {
        std::array<QueueItem, 2> items{QueueItem{boctest::nobody(), 0},
                                       QueueItem{boctest::nobody(), 1}};
        boctest::Gate second;
        Pool<2> *running = nullptr;
        Pool<2> pool(2, [&](unsigned worker, int item) {
            if (item == 0) {
                running->postLocally(worker, items[1]);
                second.pass();
            } else {
                second.open();
            }
        });
        running = &pool;
        pool.post(0, items[0]);
        pool.finish();
    });
}

TEST(Model, WhatARunningItemQueuesTogetherIsTakenUpWhileItBlocks)
{
    expectAlways(2, 1, [] {
        std::array<QueueItem, 3> items{QueueItem{boctest::nobody(), 0},
                                       QueueItem{boctest::nobody(), 1},
                                       QueueItem{boctest::nobody(), 2}};
        boctest::Gate others;
        Pool<2> *running = nullptr;
        Pool<2> pool(3, [&](unsigned worker, int item) {
            if (item == 0) {
                running->postLocally(worker, std::array<BehaviorCore *, 2>{&items[1], &items[2]});
                others.pass();
            } else {
                others.open();
            }
        });
        running = &pool;
        pool.post(0, items[0]);
        pool.finish();
    });
}

TEST(Model, AWorkerIsWokenAgainAndAgain)
{
    expectAlways(3, 1, [] {
        std::array<QueueItem, 3> items{QueueItem{boctest::nobody(), 0},
                                       QueueItem{boctest::nobody(), 1},
                                       QueueItem{boctest::nobody(), 2}};
        std::array<boctest::Gate, 3> ran;
        Pool<1> pool(3, [&](unsigned, int item) { ran[static_cast<std::size_t>(item)].open(); });
        for (std::size_t i = 0; i < 3; ++i) {
            pool.post(0, items[i]);
            ran[i].pass();
        }
        pool.finish();
    });
}

} // namespace
