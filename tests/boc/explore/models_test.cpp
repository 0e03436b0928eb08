// SPDX-License-Identifier: GPL-3.0-or-later
#include "boc/src/inbox.h"
#include "boc/src/pinned_queue.h"
#include "boc/src/run_ring.h"
#include "model_testing.h"
#include "queue_item.h"

#include <boc/detail/placing.h>

#include <gtest/gtest.h>

#include <array>
#include <memory>
#include <optional>
#include <vector>

/// \file
/// The library's concurrent parts in all executions within bounds: at most so many preemptions and
/// so many stale loads or other oddities in each, over the real headers. Within those bounds
/// nothing that the memory model of the explorer knows is left out.

namespace {

using boc::detail::Access;
using boc::detail::BehaviorCore;
using boc::detail::Counter;
using boc::detail::CownCore;
using boc::detail::Inbox;
using boc::detail::PinnedQueue;
using boc::detail::RaceCheck;
using boc::detail::Released;
using boc::detail::RunRing;
using boc::detail::Slot;
using boc::detail::WordLock;
using boctest::expectAlways;
using boctest::nobody;
using boctest::numberOf;
using boctest::QueueItem;
using boctest::Thread;

TEST(Model, AWordLockExcludesAndOrders)
{
    expectAlways(3, 2, [] {
        WordLock lock;
        RaceCheck data;
        const auto work = [&] {
            lock.lock();
            data.writes();
            lock.unlock();
        };
        Thread one(work);
        Thread two(work);
        work();
        one.join();
        two.join();
    });
}

TEST(Model, TheRingGivesEachItemToOneTaker)
{
    expectAlways(3, 2, [] {
        RunRing ring;
        std::array<QueueItem, 3> items{QueueItem{nobody(), 0}, QueueItem{nobody(), 1},
                                       QueueItem{nobody(), 2}};
        std::array<int, 3> taken{};
        const auto take = [&](std::size_t most, std::size_t fraction) {
            Counter retries;
            std::array<BehaviorCore *, 2> batch{};
            const std::size_t count = ring.take(std::span(batch).first(most), fraction, retries);
            for (std::size_t i = 0; i < count; ++i) {
                batch[i]->check.writes();
                ++taken[static_cast<std::size_t>(numberOf(batch[i]))];
            }
            return count;
        };
        ring.push(items[0]);
        Thread thief([&] { take(2, 2); });
        Thread other([&] { take(1, 1); });
        items[1].check.writes();
        ring.push(items[1]);
        take(1, 1);
        items[2].check.writes();
        ring.push(items[2]);
        thief.join();
        other.join();
        while (take(1, 1) != 0) {
        }
        EXPECT_EQ(taken, (std::array{1, 1, 1}));
    });
}

TEST(Model, TheRingReusesACellOnlyWhenItIsTaken)
{
    // Full, and at the seam: the owner pushes into the cell that a thief may be reading.
    expectAlways(3, 2, [] {
        RunRing ring;
        std::vector<std::unique_ptr<QueueItem>> items;
        for (int i = 0; i <= static_cast<int>(RunRing::capacity); ++i)
            items.push_back(std::make_unique<QueueItem>(nobody(), i));
        for (std::size_t i = 0; i < RunRing::capacity; ++i)
            ASSERT_TRUE(ring.push(*items[i]));
        int stolen = -1;
        Thread thief([&] {
            Counter retries;
            stolen = numberOf(ring.take(retries));
        });
        const bool fits = ring.push(*items.back());
        thief.join();
        EXPECT_EQ(stolen, 0);
        Counter retries;
        for (int next = 1; next < static_cast<int>(RunRing::capacity) + fits; ++next)
            EXPECT_EQ(numberOf(ring.take(retries)), next);
        EXPECT_EQ(ring.take(retries), nullptr);
    });
}

TEST(Model, TheInboxKeepsOrderAndLosesNothing)
{
    expectAlways(3, 2, [] {
        Inbox inbox;
        std::array<QueueItem, 3> items{QueueItem{nobody(), 0}, QueueItem{nobody(), 1},
                                       QueueItem{nobody(), 2}};
        std::vector<int> taken;
        Thread producer([&] {
            inbox.push(items[0], Inbox::Origin::Remote);
            inbox.push(items[1], Inbox::Origin::Remote);
        });
        Thread other([&] { inbox.push(items[2], Inbox::Origin::Remote); });
        const auto take = [&] {
            std::array<BehaviorCore *, 2> batch{};
            const std::size_t count = inbox.take(batch);
            for (std::size_t i = 0; i < count; ++i)
                taken.push_back(numberOf(batch[i]));
            return count;
        };
        take();
        producer.join();
        other.join();
        while (take() != 0) {
        }
        ASSERT_EQ(taken.size(), 3u);
        std::erase(taken, 2);
        EXPECT_EQ(taken, (std::vector{0, 1}));
    });
}

TEST(Model, ThePinnedQueueAnnouncesEveryRise)
{
    // The consumer sleeps until it hears of a rise and then takes all it finds.
    expectAlways(3, 1, [] {
        PinnedQueue queue;
        std::array<QueueItem, 2> items{QueueItem{nobody(), 0}, QueueItem{nobody(), 1}};
        boctest::Atomic<int> rises{0};
        const auto push = [&](std::size_t i) {
            items[i].check.writes();
            if (queue.push(items[i])) {
                rises.fetch_add(1);
                rises.notify_one();
            }
        };
        Thread one([&] { push(0); });
        Thread two([&] { push(1); });
        int heard = 0;
        for (int taken = 0; taken < 2;) {
            rises.wait(heard);
            heard = rises.load();
            while (BehaviorCore *behavior = queue.pop()) {
                behavior->check.writes();
                ++taken;
            }
        }
        one.join();
        two.join();
        EXPECT_EQ(queue.status().depth, 0u);
    });
}

/// A cown without a value.
class BareCown final : public CownCore
{
public:
    BareCown()
        : CownCore(false, false)
    { }

private:
    void destroy() noexcept override { }
    void free() noexcept override { }
};

TEST(Model, ReadersShareAndWritersExclude)
{
    // Three threads use one cown as behaviors do: two read, one writes.
    expectAlways(3, 1, [] {
        BareCown cown;
        RaceCheck data;
        boctest::Atomic<int> readers{0};
        boctest::Atomic<int> writers{0};
        struct Waiter
        {
            explicit Waiter(int n)
                : item(nobody(), n)
            { }
            QueueItem item;
            boctest::Atomic<bool> granted{false};
            std::optional<Slot> slot;
        };
        std::array<Waiter, 3> waiters{Waiter{0}, Waiter{1}, Waiter{2}};
        const auto use = [&](std::size_t i, Access access) {
            Waiter &waiter = waiters[i];
            Slot &slot = waiter.slot.emplace(&cown, &waiter.item, access);
            boc::detail::Place<false> place(slot);
            const bool taken = place.enqueue() == 0;
            place.show();
            if (!taken)
                waiter.granted.wait(false, std::memory_order_acquire);
            if (access == Access::Write) {
                data.writes();
                EXPECT_EQ(writers.fetch_add(1), 0);
                EXPECT_EQ(readers.load(), 0);
                writers.fetch_sub(1);
            } else {
                data.reads();
                readers.fetch_add(1);
                EXPECT_EQ(writers.load(), 0);
                readers.fetch_sub(1);
            }
            const auto grant = [&](Slot &granted) {
                Waiter &next = waiters[static_cast<std::size_t>(numberOf(&granted.behavior()))];
                next.granted.store(true, std::memory_order_release);
                next.granted.notify_one();
            };
            const Released released = cown.release(slot);
            if (released.kind == Released::Writer)
                grant(*released.first);
            for (Slot *reader = released.kind == Released::Readers ? released.first : nullptr;
                 reader;) {
                Slot &granted = *reader;
                reader = granted.successor().slot;
                grant(granted);
            }
        };
        Thread reader([&] { use(0, Access::Read); });
        Thread writer([&] { use(1, Access::Write); });
        use(2, Access::Read);
        reader.join();
        writer.join();
    });
}

// From here on the whole library, with tiny programs.

TEST(Model, OnePostReachesOneWorker)
{
    expectAlways(2, 1, [] {
        boc::Runtime runtime{{.workers = 1}};
        int ran = 0;
        boc::when() << [&] { ++ran; };
        runtime.wait();
        EXPECT_EQ(ran, 1);
    });
}

TEST(Model, OnePostReachesOneOfTwoWorkers)
{
    expectAlways(1, 1, [] {
        boc::Runtime runtime{{.workers = 2}};
        int ran = 0;
        boc::when() << [&] { ++ran; };
        runtime.wait();
        EXPECT_EQ(ran, 1);
    });
}

TEST(Model, AChildIsRunBesideItsParent)
{
    expectAlways(1, 1, [] {
        boc::Runtime runtime{{.workers = 2}};
        boctest::Atomic<bool> childRan{false};
        boc::when() << [&] {
            boc::when() << [&] {
                childRan = true;
                childRan.notify_one();
            };
            childRan.wait(false); // somebody else has to take it
        };
        runtime.wait();
        EXPECT_TRUE(childRan);
    });
}

TEST(Model, TwoWritersOfACownFollowEachOther)
{
    expectAlways(1, 1, [] {
        boc::Runtime runtime{{.workers = 2}};
        boc::Cown<int> cown{0};
        boc::when(cown) << [](auto n) { *n = 1; };
        boc::when(cown) << [](auto n) { *n += *n; };
        int seen = 0;
        boc::when(boc::read(cown)) << [&](auto n) { seen = *n; };
        runtime.wait();
        EXPECT_EQ(seen, 2);
    });
}

TEST(Model, PinnedWorkFromAWorkerWakesTheMainThread)
{
    expectAlways(2, 1, [] {
        boc::Runtime runtime{{.workers = 1}};
        boc::PinnedCown<int> pinned{0};
        int seen = 0;
        boc::when() << [&] { boc::when(pinned) << [&](auto) { ++seen; }; };
        runtime.wait();
        EXPECT_EQ(seen, 1);
    });
}

TEST(Model, TheEndOfAScopeWakesItsWaiterThoughOthersRun)
{
    expectAlways(1, 2, [] {
        boc::Runtime runtime{{.workers = 2}};
        boctest::Gate waited;
        boc::when() << [&] { waited.pass(); };
        {
            boc::Scope scope;
            scope.when() << [] {};
            scope.wait();
        }
        waited.open();
        runtime.wait();
    });
}

TEST(Model, APumpEndsAForeignWait)
{
    expectAlways(2, 1, [] {
        boc::Runtime runtime{{.workers = 1}};
        boc::PinnedCown<int> pinned{0};
        boc::when(pinned) << [](auto) {};
        Thread waiter([&] { runtime.quiesce(); });
        runtime.pump();
        waiter.join();
    });
}

TEST(Model, AStopRacesWithAForeignPost)
{
    expectAlways(2, 1, [] {
        boc::Runtime runtime{{.workers = 1}};
        int ran = 0;
        bool refused = false;
        Thread poster([&] {
            try {
                runtime.when() << [&] { ++ran; };
            } catch (const boc::StoppedError &) {
                refused = true;
            }
        });
        const boc::StopReport report = runtime.stop();
        poster.join();
        EXPECT_EQ(runtime.inFlight(), 0u);
        EXPECT_EQ(ran + refused + static_cast<int>(report.cancelled), 1);
    });
}

TEST(Model, ARuntimeEndsWhileAnotherGrantsItsLastBehavior)
{
    expectAlways(1, 0, [] {
        boc::Runtime first{{.workers = 1}};
        boc::Cown<int> cown{0};
        {
            boc::Runtime second{{.workers = 1}};
            first.when(cown) << [](auto) {};
            second.when(cown) << [](auto) {};
        }
        first.quiesce();
    });
}

TEST(Model, ARuntimeEndsWhileAnotherGrantsItsLastPinnedBehavior)
{
    expectAlways(1, 0, [] {
        boc::Runtime first{{.workers = 1}};
        boc::Cown<int> cown{0};
        {
            boc::Runtime second{{.workers = 1}};
            boc::PinnedCown<int> pinned{0};
            first.when(cown) << [](auto) {};
            second.when(cown, pinned) << [](auto, auto) {};
            second.wait();
        }
        first.quiesce();
    });
}

} // namespace
