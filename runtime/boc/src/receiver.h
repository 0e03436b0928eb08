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
/// | operation      | who                                              | guarded by          |
/// |----------------|--------------------------------------------------|---------------------|
/// | list, settle   | MessageQueues                                    | its word lock       |
/// | signal         | whoever settled it, after the lock               | m_mutex or seq_cst  |
/// | isDone, sleep  | the receiving thread                             | m_mutex or seq_cst  |
/// | outcome, …     | the settler before signal, the receiver after it |                     |
///
/// Who settles a receiver takes it off the list in the same step, so that it is settled once; it
/// lives at least until signal lets its thread go, and is not touched after that.
///
/// A receiver that pumps sleeps among the runtime's waiters, as whatever wakes the main thread
/// does; the seq_cst store of m_done before Waiters::notify and the seq_cst load between
/// Waiters::enter and sleep see to it that one of the two notices the other. Any other receiver has
/// a mutex of its own, so that a message wakes one thread.
class Receiver
{
public:
    enum class Outcome : std::uint8_t { None, Received, WrongType, WithoutTag, Stopped };

    /// `waiters` where the thread pumps while it waits, otherwise null.
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

    /// After it was settled by somebody who may not have come to the signal yet.
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

    /// Which queues it waits for, a bit each.
    std::uint32_t mask = 0;
    bool listed = false;
    Receiver *previous = nullptr;
    Receiver *next = nullptr;

    Outcome outcome = Outcome::None;
    /// Received: the message, which is the receiver's.
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
