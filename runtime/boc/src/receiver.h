// SPDX-License-Identifier: MIT
#pragma once

#include "deadline.h"
#include "waiters.h"

#include <boc/detail/message_node.h>
#include <boc/detail/sync.h>
#include <boc/tags.h>

#include <atomic>
#include <cstdint>
#include <mutex>

namespace boc::detail {

/// One call of receive, on the stack of its thread.
///
/// | operation     | who                                              | guarded by         |
/// |---------------|--------------------------------------------------|--------------------|
/// | list, settle  | MessageQueues                                    | its word lock      |
/// | signal        | the thread that settled it, after the lock       | m_mutex or seq_cst |
/// | isDone, sleep | the receiving thread                             | m_mutex or seq_cst |
/// | outcome, …    | the settler before signal, the receiver after it |                    |
///
/// Settling a receiver also removes it from the list, so it is settled once. It lives until signal
/// releases its thread, and is not touched after that.
///
/// A receiver that pumps sleeps on the runtime's Waiters, which also wake the main thread for
/// pinned work. With the seq_cst store of m_done before Waiters::notify and the seq_cst load
/// between Waiters::enter and sleep, one of the two threads sees the other. Any other receiver has
/// its own mutex, so that a message wakes only one thread.
class Receiver
{
public:
    enum class Outcome : std::uint8_t { None, Received, WrongType, WithoutTag, Stopped };

    /// `waiters` is null unless the thread pumps while it waits.
    Receiver(const Tags &tags, const TypeTag *wanted, Waiters *waiters) noexcept
        : tags(tags)
        , wanted(wanted)
        , m_waiters(waiters)
    { }
    Receiver(const Receiver &) = delete;
    Receiver &operator=(const Receiver &) = delete;

    bool accepts(const TypeTag &type) const noexcept
    {
        return !wanted || isReadableAs(type, *wanted);
    }

    void signal() noexcept
    {
        if (Waiters *waiters = m_waiters) {
            m_done.store(true, std::memory_order_seq_cst);
            waiters->notify();
        } else {
            const std::lock_guard lock(m_mutex); // which orders it
            m_done.store(true, std::memory_order_relaxed);
            m_changed.notify_all();
        }
    }

    bool isDone() const noexcept { return m_done.load(std::memory_order_seq_cst); }

    /// For receivers that do not pump; false if the deadline came first.
    bool sleep(const Deadline &deadline)
    {
        std::unique_lock lock(m_mutex);
        const auto done = [&] { return isDone(); };
        if (deadline)
            return m_changed.wait_until(lock, *deadline, done);
        m_changed.wait(lock, done);
        return true;
    }

    /// Waits for the signal of a receiver that was settled.
    void awaitSignal() noexcept
    {
        if (!m_waiters) {
            sleep({});
            return;
        }
        while (!isDone())
            yieldThread();
    }

    const Tags &tags;
    const TypeTag *const wanted;

    /// The queues it waits for, one bit each.
    std::uint32_t mask = 0;
    bool listed = false;
    Receiver *previous = nullptr;
    Receiver *next = nullptr;

    Outcome outcome = Outcome::None;
    /// Received: the message, owned by the receiver.
    MessageNode *message = nullptr;
    /// WrongType: the tag and the type of the message.
    Label tag;
    const TypeTag *found = nullptr;

private:
    Waiters *const m_waiters;
    Atomic<bool> m_done{false};
    Mutex m_mutex;
    ConditionVariable m_changed;
};

} // namespace boc::detail
