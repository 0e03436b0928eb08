// SPDX-License-Identifier: MIT
#pragma once

#include "word_sleep.h"

#include <boc/detail/counter.h>
#include <boc/detail/sync.h>

#include <atomic>
#include <chrono>
#include <cstdint>

namespace boc::detail {

/// The sleep state of one worker.
///
/// | state    | entered by                                          |
/// |----------|-----------------------------------------------------|
/// | Awake    | the worker                                          |
/// | Parked   | the worker, from Awake                              |
/// | Claimed  | a waker, from Parked                                |
/// | Notified | that waker; the worker then becomes Awake           |
///
/// A claimed worker continues only after it is notified. By then the waker has counted it as a
/// searcher, so it can never leave the searchers before it has joined them.
class ParkingPlace
{
public:
    enum State : std::uint32_t { Awake, Parked, Claimed, Notified };

    /// The worker announces that it is about to sleep.
    void prepare() noexcept { m_state.store(Parked, std::memory_order_seq_cst); }

    /// The worker stays awake after all; false if a waker has claimed it, whose notification it
    /// must wait for.
    bool cancel() noexcept { return change(Parked, Awake); }

    /// A waker claims the worker; false if it does not sleep or another waker claimed it.
    bool claim() noexcept { return change(Parked, Claimed); }

    /// Ends the sleep of the claimed worker. The release pairs with the acquire in sleep.
    void wake() noexcept
    {
        m_state.store(Notified, std::memory_order_release);
        wakeSleeper(m_state);
    }

    /// A hint.
    bool isParked() const noexcept { return m_state.load(std::memory_order_relaxed) == Parked; }

    /// Sleeps until notified.
    void sleep() noexcept
    {
        for (;;) {
            const std::uint32_t state = m_state.load(std::memory_order_acquire);
            if (state == Notified)
                return;
            sleepWhile(m_state, state);
        }
    }

    void rise() noexcept { m_state.store(Awake, std::memory_order_relaxed); }

private:
    bool change(std::uint32_t from, std::uint32_t to) noexcept
    {
        // A failed claim must have read the current state: see IdleWorkers. Success needs only
        // acq_rel, but GCC 12 requires that it is not weaker than failure.
        return m_state.compare_exchange_strong(from, to, std::memory_order_seq_cst);
    }

    Atomic<std::uint32_t> m_state{Awake};
};

/// Counts sleeping and searching workers. Decides whether a push has to wake a worker.
///
/// No wake-up is lost. All operations named here are seq_cst, so they have one total order. Only
/// two changes are relaxed, because missing them costs no more than a needless check: one more
/// searcher, one sleeper less.
///  - a pusher publishes its behavior, then loads m_sleeping, then m_searching;
///  - a worker that found nothing leaves the searchers, joins the sleepers, and then checks every
///    queue once more before it sleeps;
///  - a searcher that found something leaves the searchers; if it was the last one, it then checks
///    every queue and wakes another worker if there is work.
/// If the pusher sees no sleeper, every later sleeper checks after the publication and finds the
/// behavior. If it sees searchers, the last one to leave checks once more after the publication,
/// before it sleeps or runs anything. Otherwise the pusher wakes a sleeper. If there is none to
/// claim, another thread has woken them, and they also check once more before they sleep again.
///
/// The thread that moves a worker out of Parked first counts it as a searcher and removes it from
/// m_sleeping, and only then lets it continue.
class IdleWorkers
{
public:
    /// Called after a publication: true if no worker is going to look for work, although one
    /// sleeps.
    bool wakeNeeded() const noexcept
    {
        return m_sleeping.load(std::memory_order_seq_cst) != 0
            && m_searching.load(std::memory_order_seq_cst) == 0;
    }

    /// Wakes a sleeping worker, if there still is one, preferably the one with the index `first`.
    /// placeOf(i) is the parking place of the i-th worker.
    template <class PlaceOf>
    void wakeOne(unsigned workers, unsigned first, PlaceOf placeOf) noexcept
    {
        for (unsigned i = 0; i < workers; ++i) {
            if (wake(placeOf((first + i) % workers)))
                return;
        }
    }

    /// Wakes the worker at this place, as a searcher; false if it does not sleep.
    bool wake(ParkingPlace &place) noexcept
    {
        if (!place.claim())
            return false;
        leaveSleepers();
        place.wake();
        return true;
    }

    /// Called by a worker that found nothing and left the searchers: sleeps unless mustStayAwake().
    /// The worker returns as a searcher.
    template <class MustStayAwake>
    void sleep(unsigned worker, ParkingPlace &place, MustStayAwake mustStayAwake) noexcept
    {
        m_lastToSleep.store(worker, std::memory_order_relaxed);
        place.prepare();
        m_sleeping.fetch_add(1, std::memory_order_seq_cst);
        if (mustStayAwake() && place.cancel())
            leaveSleepers();
        else
            place.sleep();
        place.rise();
    }

    /// A hint: the worker that was the last to fall asleep, so that its caches are the warmest and
    /// its processor sleeps the least deeply.
    unsigned lastToSleep() const noexcept { return m_lastToSleep.load(std::memory_order_relaxed); }

    void startSearch() noexcept { m_searching.fetch_add(1, std::memory_order_relaxed); }

    // A worker holds if it has nothing to run but producers, and does not run these since other
    // workers are busy.

    void startHold() noexcept { m_holding.fetch_add(1, std::memory_order_relaxed); }
    void endHold() noexcept { m_holding.fetch_sub(1, std::memory_order_relaxed); }

    /// Called while holding: sleeps for this time. Meanwhile it is no searcher and no sleeper, and
    /// nobody wakes it. Returns at once if it was the last searcher and anyReady().
    template <class AnyReady>
    void doze(std::int64_t ns, AnyReady anyReady) noexcept
    {
        if (!endSearch() || !anyReady())
            sleepFor(std::chrono::nanoseconds(ns));
        startSearch();
    }

    /// No worker runs a behavior or is about to: all sleep or hold. A hint, since it may change at
    /// once; so relaxed.
    bool allRest(unsigned workers) const noexcept
    {
        return m_sleeping.load(std::memory_order_relaxed)
            + m_holding.load(std::memory_order_relaxed)
            >= workers;
    }

    /// True if this was the last searcher.
    bool endSearch() noexcept { return m_searching.fetch_sub(1, std::memory_order_seq_cst) == 1; }

    /// A read-modify-write that changes nothing, ordered against joining the sleepers by being on
    /// the same object: see Waiters.
    void synchronize() noexcept { m_sleeping.fetch_add(0, std::memory_order_acq_rel); }

private:
    /// For the thread that moved a worker out of Parked.
    void leaveSleepers() noexcept
    {
        m_searching.fetch_add(1, std::memory_order_relaxed);
        m_sleeping.fetch_sub(1, std::memory_order_relaxed);
    }

    alignas(cacheLineSize) Atomic<std::uint32_t> m_sleeping{0};
    Atomic<std::uint32_t> m_searching{0};
    Atomic<std::uint32_t> m_holding{0};
    Atomic<unsigned> m_lastToSleep{0};
};

} // namespace boc::detail
