// SPDX-License-Identifier: MIT
#pragma once

#include "deadline.h"
#include "receiver.h"

#include <boc/detail/message_node.h>
#include <boc/detail/sync.h>
#include <boc/detail/word_lock.h>
#include <boc/statistics.h>
#include <boc/tags.h>

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace boc::detail {

class MainLoop;
class RuntimeContext;

/// The message queues of a runtime, one for each tag, and the waiting receivers.
///
/// One word lock guards everything. Under it nothing is allocated, destroyed or woken, and no user
/// code runs: objects to destroy or signal are collected and handled after the lock is released.
///
/// Invariants, all under the lock:
///  1. If a listed receiver waits for a queue, that queue is empty: a message goes to the first
///     receiver that accepts it; a receiver that does not accept it is settled and removed from the
///     list.
///  2. Within a queue, numbers only grow.
///  3. For each queue, sent == received + drained + waiting.
///  4. Once m_stopped is true, no receiver is listed and nothing is sent.
class MessageQueues
{
public:
    /// The main thread pumps `mainLoop` while it waits for a message.
    MessageQueues(RuntimeContext &context, MainLoop &mainLoop, std::size_t capacity) noexcept
        : m_context(context)
        , m_mainLoop(mainLoop)
        , m_capacity(capacity)
    { }
    ~MessageQueues() { clear(); }
    MessageQueues(const MessageQueues &) = delete;
    MessageQueues &operator=(const MessageQueues &) = delete;

    /// Hands the message to a receiver or queues it, and takes it over if that succeeds. Throws as
    /// Messages::send.
    void post(std::unique_ptr<MessageNode> &node);

    /// Null on timeout. With a `wanted` type it returns no message of another type. Throws as
    /// Messages::receive.
    std::unique_ptr<MessageNode> receive(const Tags &tags, const TypeTag *wanted,
                                         std::optional<std::chrono::nanoseconds> timeout);

    std::size_t drain(const Tags &tags);
    void setTags(const Tags &tags);

    /// Settles all waiting receivers, and later ones at once.
    void stop() noexcept;

    /// Destroys all messages, at the end of the runtime.
    void clear() noexcept;

    std::vector<MessageQueueStatistics> statistics() const;

private:
    enum class Refusal : std::uint8_t { None, Stopped, Full, Undeclared, NoRoom };

    struct Counts
    {
        std::uint64_t sent = 0;
        std::uint64_t received = 0;
        std::uint64_t drained = 0;
        std::uint64_t rejected = 0;
        std::uint64_t waiting = 0;
        std::uint64_t highest = 0;
        std::uint64_t sendRetries = 0;
        std::uint64_t receiveRetries = 0;
    };

    struct Queue
    {
        Label tag;
        MessageNode *first = nullptr;
        MessageNode *last = nullptr;
        Counts counts;
    };

    /// Settles the receiver with a queued message, with WrongType, or with Stopped; otherwise lists
    /// it if it `waits`. True if it is settled; then no signal follows. New tags stay in use only
    /// if the receiver got a message, or if it is not settled and `usesTags`. Throws UsageError or
    /// CapacityError for invalid tags.
    bool begin(Receiver &receiver, bool waits, bool usesTags);
    /// Main thread: pumps until the receiver is settled; false if the deadline came first.
    bool pumpUntilDone(const Receiver &receiver, const Deadline &deadline);
    /// Removes the receiver from the list; false if it was settled meanwhile and will be signaled.
    bool withdraw(Receiver &receiver) noexcept;

    // The following are called under the lock.

    Queue *find(std::string_view tag) noexcept;
    /// The queue of the tag, which is added if needed; null, with the reason, if that is not
    /// possible.
    Queue *obtain(std::string_view tag, Refusal &refusal) noexcept;
    /// Finds or adds the queues of the receiver's tags; false, with the reason and the tag, if one
    /// cannot be added; then none is added.
    bool resolve(Receiver &receiver, Refusal &refusal, std::string_view &culprit) noexcept;
    Queue *oldest(std::uint32_t mask) noexcept;
    Refusal deliver(MessageNode &node, std::uint32_t retries, Receiver *&toSignal) noexcept;
    void settle(Receiver &receiver, Receiver::Outcome outcome, Receiver *&toSignal) noexcept;
    void unlist(Receiver &receiver) noexcept;
    std::uint32_t bitOf(const Queue &queue) const noexcept;
    /// Moves the queue's messages to a chain; returns their number.
    static std::uint64_t empty(Queue &queue, MessageNode *&chain) noexcept;

    static void signalAll(Receiver *first) noexcept;
    static void destroyAll(MessageNode *first) noexcept;
    [[noreturn]] void refuse(Refusal refusal, std::string_view tag) const;

    RuntimeContext &m_context;
    MainLoop &m_mainLoop;
    const std::size_t m_capacity;
    mutable WordLock m_lock;
    RaceCheck m_check;
    bool m_declared = false;
    bool m_stopped = false;
    std::uint64_t m_lastNumber = 0;
    std::array<Queue, Tags::max> m_queues;
    std::size_t m_count = 0;
    Receiver *m_firstReceiver = nullptr;
    Receiver *m_lastReceiver = nullptr;
};

} // namespace boc::detail
