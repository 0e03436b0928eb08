// SPDX-License-Identifier: MIT
#pragma once

#include <boc/message.h>
#include <boc/statistics.h>
#include <boc/tags.h>

#include <chrono>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

/// \file
/// Tagged messages between threads of a process, and between them and behaviors.
namespace boc {

namespace detail {
class MessageQueues;
class Scheduler;

/// The fallback of a receive with a timeout: a value convertible to T, or a function that returns
/// one.
template <class After, class T>
concept Gives = std::convertible_to<After, T> || std::is_invocable_r_v<T, After &>;

} // namespace detail

/// The message queues of a runtime, one for each tag. They are channels between outside threads,
/// the main thread, and behaviors. For shared state, prefer a cown; to run something, prefer
/// `when`.
///
/// **Tags** have 1 to 63 bytes of valid UTF-8 without NUL. A runtime has at most 16 tags: the first
/// 16 that are used, or those declared with setTags. An invalid or undeclared tag is a UsageError,
/// a 17th tag a CapacityError.
///
/// **Order.** Messages of one tag are received in the order in which they were sent, each by one
/// receiver. Waiting receivers are served in the order in which they began to wait. A receiver of
/// several tags gets the message that was sent first. Everything that the sender did before send
/// happens before receive returns.
///
/// **Bounds.** A tag's queue holds RuntimeOptions::messageCapacity messages, 16,384 by default. If
/// it is full, send throws QueueFullError. Nothing is dropped silently, and send never waits.
///
/// **Types.** `receive<T>` requires a value that was sent as a T; a PinnedCown<V>, or another
/// handle that derives from Cown<V>, can also be received as Cown<V>. For a message of another type
/// it throws TypeMismatchError; the message stays first in its queue.
///
/// **Waiting.** A receive without a timeout waits until there is a message. On the runtime's main
/// thread it pumps meanwhile, so pinned behaviors continue to run. Inside a pinned behavior it
/// cannot pump: it blocks the main thread until the timeout, and throws UsageError if there is no
/// timeout. Inside any other behavior it blocks a worker, and the behavior keeps its cowns. If all
/// workers wait for a message from a behavior that has not started, or the sender needs one of
/// those cowns, this is a deadlock. Prefer to send from behaviors and to receive outside.
///
/// **Stop.** After a stop was requested, send throws StoppedError, and so does a receive that finds
/// no message or is already waiting. Queued messages can be received until the runtime is
/// destroyed, for example after `wait`.
///
/// **Threads.** All functions may be called on any thread.
///
/// **Cost.** A message is one allocation, and a word lock for a few instructions in send and in
/// receive. A waiting receiver is woken only by its message, which is handed over directly.
class Messages
{
public:
    Messages(const Messages &) = delete;
    Messages &operator=(const Messages &) = delete;

    /// Sends `value` under `tag`: to the receiver that has waited longest for it, otherwise into
    /// the queue. A string literal is sent as a std::string. Throws QueueFullError, StoppedError,
    /// UsageError or CapacityError; then the value is lost (the other overload keeps it).
    template <class T>
    void send(std::string_view tag, T &&value)
    {
        post(std::make_unique<detail::MessageNodeOf<detail::Held<T>>>(tag, std::forward<T>(value)));
    }

    /// Sends an existing message, for example one that was received. Throws as the other overload;
    /// `message` is unchanged then.
    void send(Message &&message) { post(message.m_node); }

    /// Waits for a message under one of the tags. Throws StoppedError, UsageError or CapacityError.
    Message receive(const Tags &tags) { return Message(take(tags, nullptr, {})); }

    /// The same with a timeout; empty if it expires. With zero or less it does not wait.
    std::optional<Message> receive(const Tags &tags, std::chrono::nanoseconds timeout)
    {
        std::unique_ptr<detail::MessageNode> node = take(tags, nullptr, timeout);
        return node ? std::optional(Message(std::move(node))) : std::nullopt;
    }

    /// The same with a fallback if the timeout expires: a Message, or a function that returns one.
    template <detail::Gives<Message> After>
    Message receive(const Tags &tags, std::chrono::nanoseconds timeout, After &&after)
    {
        std::unique_ptr<detail::MessageNode> node = take(tags, nullptr, timeout);
        return node ? Message(std::move(node)) : otherwise<Message>(std::forward<After>(after));
    }

    /// Waits for a message under one of the tags and returns its value. Throws TypeMismatchError if
    /// the value is not a T; the message then stays in its queue. Otherwise throws as the other
    /// receive.
    template <class T>
    T receive(const Tags &tags)
    {
        return valueOf<T>(take(tags, &detail::typeTag<T>, {}));
    }

    /// The same with a timeout; empty if it expires. With zero or less it does not wait.
    template <class T>
    std::optional<T> receive(const Tags &tags, std::chrono::nanoseconds timeout)
    {
        std::unique_ptr<detail::MessageNode> node = take(tags, &detail::typeTag<T>, timeout);
        return node ? std::optional<T>(valueOf<T>(std::move(node))) : std::nullopt;
    }

    /// The same with a fallback if the timeout expires: a value, or a function that returns one.
    template <class T, detail::Gives<T> After>
    T receive(const Tags &tags, std::chrono::nanoseconds timeout, After &&after)
    {
        std::unique_ptr<detail::MessageNode> node = take(tags, &detail::typeTag<T>, timeout);
        return node ? valueOf<T>(std::move(node)) : otherwise<T>(std::forward<After>(after));
    }

    /// Discards the messages queued under the tags now; returns their number.
    std::size_t drain(const Tags &tags);

    /// Declares the tags: from now on no others can be used. An empty list removes the declaration,
    /// so that the first 16 tags used are valid again. All queues are emptied and all counts reset,
    /// in one step. A receiver continues to wait if all its tags are among the new ones; any other
    /// waiting receiver throws UsageError. Throws UsageError if a tag is invalid or named twice.
    void setTags(const Tags &tags);

    /// The counts of all tags in use, in the order of their first use or declaration; any time. All
    /// counts are of the same moment.
    std::vector<MessageQueueStatistics> statistics() const;

private:
    friend class detail::Scheduler;

    explicit Messages(detail::MessageQueues &queues) noexcept
        : m_queues(queues)
    { }

    /// Takes the node over if it succeeds.
    void post(std::unique_ptr<detail::MessageNode> &node);
    void post(std::unique_ptr<detail::MessageNode> &&node) { post(node); }

    /// Null if the timeout expires. With a `wanted` type it returns no message of another type.
    std::unique_ptr<detail::MessageNode> take(const Tags &tags, const detail::TypeTag *wanted,
                                              std::optional<std::chrono::nanoseconds> timeout);

    template <class T>
    static T valueOf(std::unique_ptr<detail::MessageNode> node)
    {
        return std::move(detail::valueOf<T>(*node));
    }

    template <class T, class After>
    static T otherwise(After &&after)
    {
        if constexpr (std::is_convertible_v<After, T>)
            return std::forward<After>(after);
        else
            return after();
    }

    detail::MessageQueues &m_queues;
};

namespace detail {

/// The messages of the calling thread's runtime; throws UsageError if there is none.
Messages &currentMessages();

} // namespace detail

/// See Messages::send; uses the calling thread's runtime and throws UsageError if there is none.
template <class T>
void send(std::string_view tag, T &&value)
{
    detail::currentMessages().send(tag, std::forward<T>(value));
}

/// See Messages::send; uses the calling thread's runtime and throws UsageError if there is none.
inline void send(Message &&message)
{
    detail::currentMessages().send(std::move(message));
}

/// See Messages::receive; uses the calling thread's runtime and throws UsageError if there is none.
inline Message receive(const Tags &tags)
{
    return detail::currentMessages().receive(tags);
}

/// See Messages::receive; uses the calling thread's runtime and throws UsageError if there is none.
inline std::optional<Message> receive(const Tags &tags, std::chrono::nanoseconds timeout)
{
    return detail::currentMessages().receive(tags, timeout);
}

/// See Messages::receive; uses the calling thread's runtime and throws UsageError if there is none.
template <detail::Gives<Message> After>
Message receive(const Tags &tags, std::chrono::nanoseconds timeout, After &&after)
{
    return detail::currentMessages().receive(tags, timeout, std::forward<After>(after));
}

/// See Messages::receive; uses the calling thread's runtime and throws UsageError if there is none.
template <class T>
T receive(const Tags &tags)
{
    return detail::currentMessages().receive<T>(tags);
}

/// See Messages::receive; uses the calling thread's runtime and throws UsageError if there is none.
template <class T>
std::optional<T> receive(const Tags &tags, std::chrono::nanoseconds timeout)
{
    return detail::currentMessages().receive<T>(tags, timeout);
}

/// See Messages::receive; uses the calling thread's runtime and throws UsageError if there is none.
template <class T, detail::Gives<T> After>
T receive(const Tags &tags, std::chrono::nanoseconds timeout, After &&after)
{
    return detail::currentMessages().receive<T>(tags, timeout, std::forward<After>(after));
}

/// See Messages::drain; uses the calling thread's runtime and throws UsageError if there is none.
inline std::size_t drain(const Tags &tags)
{
    return detail::currentMessages().drain(tags);
}

/// See Messages::setTags; uses the calling thread's runtime and throws UsageError if there is none.
inline void setTags(const Tags &tags)
{
    detail::currentMessages().setTags(tags);
}

} // namespace boc
