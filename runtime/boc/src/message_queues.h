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

/// The queues of a runtime's messages, a queue for each tag, and the receivers that wait for one.
///
/// One word lock guards everything. Under it nothing is allocated, destroyed or woken and no user
/// code runs: what is to be destroyed or signaled is collected, and done after the lock.
///
/// Invariants, all under the lock:
///  1. If a listed receiver waits for a queue, that queue is empty: a message goes to the first
///     receiver that accepts it, and one that does not is settled and taken off the list.
///  2. Within a queue, numbers only grow.
///  3. For each queue, sent == received + drained + waiting.
///  4. Once m_stopped, no receiver is listed and nothing is sent.
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

    /// Null when the time is up. With a `wanted` type it gives no message of another. Throws as
    /// Messages::receive.
    std::unique_ptr<MessageNode> receive(const Tags &tags, const TypeTag *wanted,
                                         std::optional<std::chrono::nanoseconds> timeout);

    std::size_t drain(const Tags &tags);
    void setTags(const Tags &tags);

    /// Settles all receivers that wait, now and in future.
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

    /// Settles the receiver by a message that is there, by the stop, or by its wrong type; or else
    /// lists it if it `waits`. True if it is settled; no signal comes then. Its tags come into use,
    /// all or none of them, unless the call is refused: so is one that is not settled if not
    /// `usesTags`. Throws UsageError or CapacityError for its tags.
    bool begin(Receiver &receiver, bool waits, bool usesTags);
    /// Main thread: pumps until the receiver is settled; false if the deadline came first.
    bool pumpUntilDone(const Receiver &receiver, const Deadline &deadline);
    /// Takes the receiver off the list; false if it was settled meanwhile: the signal will come.
    bool withdraw(Receiver &receiver) noexcept;

    // All of these under the lock.

    Queue *find(std::string_view tag) noexcept;
    /// The queue of the tag, which may be new; null and the reason if there can be none.
    Queue *obtain(std::string_view tag, Refusal &refusal) noexcept;
    /// Finds the queues of the receiver's tags; false, the reason and the tag if one of them can
    /// have none, and then no tag has come into use.
    bool resolve(Receiver &receiver, Refusal &refusal, std::string_view &culprit) noexcept;
    Queue *oldest(std::uint32_t mask) noexcept;
    Refusal deliver(MessageNode &node, std::uint32_t retries, Receiver *&toSignal) noexcept;
    void settle(Receiver &receiver, Receiver::Outcome outcome, Receiver *&toSignal) noexcept;
    void unlist(Receiver &receiver) noexcept;
    std::uint32_t bitOf(const Queue &queue) const noexcept;
    /// Appends the queue's messages to a chain; how many they were.
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
