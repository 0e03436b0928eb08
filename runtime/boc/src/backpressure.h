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
/// Up to a limit of behaviors in flight in the whole runtime, producers run freely. Above it, turns
/// have to be paid for. A worker may give its next turn after the whole runtime has completed
/// 2 · N · S behaviors since its last one, for N workers and turns of S behaviors. The N workers
/// then schedule N · S meanwhile, so the number in flight falls, whoever scheduled the backlog. And
/// producers advance where others never end. With `least` and `turnsAhead` as below, and P
/// producers:
///
///     limit = least + turnsAhead · (P + N) · S
///
/// Reading the counters takes the cache lines of all workers. So a worker reads them rarely: each
/// time it gets an equal share of what is left up to the limit. It reads again when the behaviors
/// that it scheduled, minus those that it completed, have grown by that share. All shares together
/// are at most the limit, so at most twice the limit is in flight, plus a turn of each worker.
///
/// A turn that is not paid for is due if nothing completes for some time, since a body may wait for
/// what a producer does. It is a loan: it has to be paid for before the next.
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
    void noteTurn(std::uint64_t added) noexcept
    {
        // About the largest of the last turns.
        m_turnSize = std::max(added, m_turnSize - m_turnSize / 16);
        if (2 * m_turnSize < m_turnSizeRead)
            m_mark = readAlways; // the share was for larger turns
    }

    // `own`: the number of behaviors that this worker scheduled, minus those that it completed.

    /// Whether a producer may run without another look at the counters.
    bool allowsUnseen(std::int64_t own) noexcept
    {
        if (own > m_mark) [[unlikely]]
            return false;
        m_mark = std::min(m_mark, own + m_share);
        return true;
    }

    /// Otherwise decides by the counters.
    bool allows(std::int64_t own, const Load &load) noexcept
    {
        const std::uint64_t limit =
            least + turnsAhead * (load.producers + load.workers) * m_turnSize;
        m_turnSizeRead = m_turnSize;
        // Once above the limit, stays so until a quarter of it is free, so that shares are not
        // tiny.
        if (load.inFlight <= (m_mark == readAlways ? limit - limit / 4 : limit)) {
            m_share = static_cast<std::int64_t>((limit - load.inFlight) / load.workers);
            m_mark = own + m_share;
            m_patienceNs = leastPatienceNs;
        } else {
            m_mark = readAlways;
            m_price = 2 * load.workers * m_turnSize;
            if (static_cast<std::int64_t>(load.completed - m_paidUntil)
                < static_cast<std::int64_t>(m_price))
                return false;
            m_patienceNs = std::max(m_patienceNs / 2, leastPatienceNs);
        }
        m_paidUntil = load.completed;
        return true;
    }

    /// How long a producer waits at most while nothing completes.
    std::int64_t patienceNs() const noexcept { return m_patienceNs; }
    /// A producer runs after that time.
    void noteLoan() noexcept
    {
        m_paidUntil += m_price;
        m_patienceNs = std::min(2 * m_patienceNs, mostPatienceNs);
    }

private:
    static constexpr std::uint64_t least = exploring ? 4 : 512;
    static constexpr std::uint64_t turnsAhead = exploring ? 1 : 16;
    static constexpr std::int64_t leastPatienceNs = 1'000'000;
    static constexpr std::int64_t mostPatienceNs = 1'000'000'000;
    static constexpr std::int64_t readAlways = std::numeric_limits<std::int64_t>::min();

    std::uint64_t m_turnSize = 1;
    std::uint64_t m_turnSizeRead = 1; // when the counters were last read
    std::int64_t m_mark = readAlways;
    std::int64_t m_share = 0;
    std::uint64_t m_price = 0;     // of a turn above the limit, in completions
    std::uint64_t m_paidUntil = 0; // completions that have paid for turns
    std::int64_t m_patienceNs = leastPatienceNs;
};

} // namespace boc::detail
