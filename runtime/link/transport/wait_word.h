// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>

namespace cownscope::link {

// Lets one side of shared memory sleep until the other side has changed something, without a lost
// wake-up and with a system call only if the sleeper really waits. The word is in shared memory;
// only the sleeper writes it.
//
// The sleeper:  announce(); look for the change; if there is none, sleep until the descriptor rings
// The waker:    make the change; if isDue(), ring the descriptor
//
// All four accesses (the change, the look, announce() and isDue()) are sequentially consistent.
// So in their common order either the change comes before the look, which sees it, or announce()
// comes before isDue(), which then tells the waker to ring. Each announcement is rung once.
//
// Atomic: std::atomic, or the type of an explorer.
template <template <class> class Atomic>
class WaitSide // used by one thread of the sleeper
{
public:
    explicit WaitSide(Atomic<std::uint64_t> &word)
        : m_word(&word)
    { }

    void announce() noexcept { m_word->store(++m_announced, std::memory_order_seq_cst); }

private:
    Atomic<std::uint64_t> *m_word;
    std::uint64_t m_announced = 0;
};

template <template <class> class Atomic>
class WakeSide // used by any number of threads of the waker
{
public:
    explicit WakeSide(const Atomic<std::uint64_t> &word)
        : m_word(&word)
    { }

    bool isDue() noexcept
    {
        const std::uint64_t announced = m_word->load(std::memory_order_seq_cst);
        // Relaxed: only decides which thread rings; the change was made before.
        return announced != m_rung.load(std::memory_order_relaxed)
            && m_rung.exchange(announced, std::memory_order_relaxed) != announced;
    }

private:
    const Atomic<std::uint64_t> *m_word;
    Atomic<std::uint64_t> m_rung{0}; // the last announcement that was rung
};

} // namespace cownscope::link
