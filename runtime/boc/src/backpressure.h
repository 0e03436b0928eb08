// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/sync.h>

#include <algorithm>
#include <cstdint>
#include <limits>

namespace boc::detail {

/// Decides for one worker whether a producer (see Worker) may have its next turn, so that producers
/// do not run far ahead of their children where these have to wait for each other.
///
/// Up to a limit of behaviors in flight in the whole runtime, producers run freely. Above it each
/// turn has to be paid: all workers together must first complete twice as many behaviors as a turn
/// schedules, for each worker. So the number in flight falls, also where a backlog came from
/// elsewhere, but producers still advance where the others never end. With `least` and `turnsAhead`
/// as below, P producers, N workers and turns of S behaviors:
///
///     limit = least + turnsAhead · (P + N) · S
///
/// Since reading the counters of all workers takes their cache lines, a worker reads them only when
/// its own number, of behaviors that it scheduled and did not complete, has grown by its share of
/// the rest. The shares of all workers are at most the limit, so at most twice the limit is in
/// flight, plus a turn of each worker.
///
/// Used by one thread; reads no clock itself.
class Backpressure
{
public:
    /// Of all threads of the runtime.
    struct Load
    {
        std::uint64_t completed = 0;
        std::uint64_t inFlight = 0;
        std::uint64_t producers = 0;
        std::uint64_t workers = 1;
    };

    /// A producer has scheduled `added` behaviors in its turn, and is queued again.
    void noteTurn(std::uint64_t added) noexcept { m_turn = added; }

    // `own`: the number of behaviors that this worker scheduled, minus those that it completed.

    /// Whether a producer may run without another look at the counters.
    bool allows(std::int64_t own) noexcept
    {
        if (own > m_mark) [[unlikely]]
            return false;
        m_mark = std::min(m_mark, own + m_share);
        return true;
    }

    /// Otherwise decides by the counters.
    bool allows(std::int64_t own, const Load &load) noexcept
    {
        const std::uint64_t limit = least + turnsAhead * (load.producers + load.workers) * m_turn;
        // Once above the limit, stays so until a quarter of it is free, so that shares are not
        // tiny.
        if (load.inFlight <= (m_mark == readAlways ? limit - limit / 4 : limit)) {
            m_share = static_cast<std::int64_t>((limit - load.inFlight) / load.workers);
            m_mark = own + m_share;
        } else {
            m_mark = readAlways;
            if (load.completed - m_paid < 2 * load.workers * m_turn)
                return false;
        }
        m_paid = load.completed;
        m_patienceNs = leastPatienceNs;
        return true;
    }

    /// How long a producer waits at most if nothing completes, for example while a long body runs,
    /// or while the main thread does not pump.
    std::int64_t patienceNs() const noexcept { return m_patienceNs; }
    /// It has waited so long.
    void noteImpatience() noexcept { m_patienceNs = std::min(2 * m_patienceNs, mostPatienceNs); }

private:
    static constexpr std::uint64_t least = exploring ? 4 : 512;
    static constexpr std::uint64_t turnsAhead = exploring ? 1 : 16;
    static constexpr std::int64_t leastPatienceNs = 1'000'000;
    static constexpr std::int64_t mostPatienceNs = 32'000'000;
    static constexpr std::int64_t readAlways = std::numeric_limits<std::int64_t>::min();

    std::uint64_t m_turn = 1;
    std::int64_t m_mark = readAlways;
    std::int64_t m_share = 0;
    std::uint64_t m_paid = 0; // completed when a producer was last allowed to run
    std::int64_t m_patienceNs = leastPatienceNs;
};

} // namespace boc::detail
