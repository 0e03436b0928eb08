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

/// What a receive whose time is up can make a T of: a value, or something to be called.
template <class After, class T>
concept Gives = std::convertible_to<After, T> || std::is_invocable_r_v<T, After &>;

} // namespace detail

/// The message queues of a runtime, one for each tag: for what is a channel by nature, between
/// threads that the runtime does not know, the main thread, and behaviors. Where state is shared, a
/// cown is better; where something is to be done, `when` is.
///
/// **Tags** have 1 to 63 bytes of valid UTF-8 without NUL. A runtime has at most 16: the first 16
/// that are used by anyone, or those declared by setTags. Anything else is a UsageError or a
/// CapacityError.
///
/// **Order.** Messages of one tag are received in the order in which they were sent, each by one
/// receiver; those who wait are served in the order in which they came. A receiver of several tags
/// gets the message that was sent first. What the sender did before it sent happens before what the
/// receiver does with it.
///
/// **Bounds.** A tag's queue holds RuntimeOptions::messageCapacity messages, 16,384 by default. A
/// message that finds it full is refused with QueueFullError; nothing is dropped silently, and
/// nobody waits in send.
///
/// **Types.** `receive<T>` asks for the value as the type as which it was sent; a PinnedCown<V>, or
/// another handle that derives from Cown<V>, may be asked for as Cown<V> as well. A message of
/// another type is a TypeMismatchError and stays where it is, first in its queue.
///
/// **Waiting.** A receive without a timeout waits until there is a message. On the runtime's main
/// thread it pumps meanwhile, so that pinned behaviors go on. Inside a pinned behavior it cannot:
/// it holds up the main thread until the time is up, and without a timeout it throws UsageError
/// rather than wait. Inside any other behavior it blocks a worker, which keeps all cowns of that
/// behavior: if every worker waits for what only a further behavior can send, or the sender needs
/// one of those cowns, they wait for ever. Better send from behaviors and receive outside.
///
/// **Stop.** Once a stop was requested, send throws StoppedError, and so does a receive that finds
/// nothing, those that wait included. Messages that are there can be received up to the end of the
/// runtime: after `wait`, say.
///
/// **Threads.** Everything may be called on any thread.
///
/// **Cost.** A message is one allocation, and a word lock for a few instructions at either end. Who
/// waits is woken only by a message for it, which is handed over directly.
class Messages
{
public:
    Messages(const Messages &) = delete;
    Messages &operator=(const Messages &) = delete;

    /// Sends `value` under `tag`: to whoever has waited longest for that, otherwise into the queue.
    /// A string literal is sent as a std::string. Throws QueueFullError, StoppedError, UsageError
    /// or CapacityError; the value is lost then (see the other send).
    template <class T>
    void send(std::string_view tag, T &&value)
    {
        post(std::make_unique<detail::MessageNodeOf<detail::Held<T>>>(tag, std::forward<T>(value)));
    }

    /// Sends a message that is made, say one that was received. Throws as the other send, and
    /// leaves `message` as it is then.
    void send(Message &&message) { post(message.m_node); }

    /// Waits for a message under one of the tags. Throws StoppedError, UsageError or CapacityError.
    Message receive(const Tags &tags) { return Message(take(tags, nullptr, {})); }

    /// The same for so long at most; nothing if the time is up. With zero or less it
    /// only looks.
    std::optional<Message> receive(const Tags &tags, std::chrono::nanoseconds timeout)
    {
        std::unique_ptr<detail::MessageNode> node = take(tags, nullptr, timeout);
        return node ? std::optional(Message(std::move(node))) : std::nullopt;
    }

    /// The same, and what is to be had or done when the time is up: a Message, or something to be
    /// called that returns one.
    template <detail::Gives<Message> After>
    Message receive(const Tags &tags, std::chrono::nanoseconds timeout, After &&after)
    {
        std::unique_ptr<detail::MessageNode> node = take(tags, nullptr, timeout);
        return node ? Message(std::move(node)) : otherwise<Message>(std::forward<After>(after));
    }

    /// Waits for a message under one of the tags, and gives its value. Throws TypeMismatchError,
    /// and leaves the message where it is, if that is not a T; otherwise throws as the other
    /// receive.
    template <class T>
    T receive(const Tags &tags)
    {
        return valueOf<T>(take(tags, &detail::typeTag<T>, {}));
    }

    /// The same for so long at most; nothing if the time is up. With zero or less it
    /// only looks.
    template <class T>
    std::optional<T> receive(const Tags &tags, std::chrono::nanoseconds timeout)
    {
        std::unique_ptr<detail::MessageNode> node = take(tags, &detail::typeTag<T>, timeout);
        return node ? std::optional<T>(valueOf<T>(std::move(node))) : std::nullopt;
    }

    /// The same, and what is to be had or done when the time is up: a value, or something to be
    /// called that returns one.
    template <class T, detail::Gives<T> After>
    T receive(const Tags &tags, std::chrono::nanoseconds timeout, After &&after)
    {
        std::unique_ptr<detail::MessageNode> node = take(tags, &detail::typeTag<T>, timeout);
        return node ? valueOf<T>(std::move(node)) : otherwise<T>(std::forward<After>(after));
    }

    /// Throws away what is queued under the tags at this moment; how many messages that were.
    std::size_t drain(const Tags &tags);

    /// From now on these tags and no others can be used; with none of them, the first 16 that are
    /// used, as at the beginning. In one step all queues are emptied and all counts begin anew.
    /// Who waits for tags that are all among the new ones goes on waiting; anyone else who waits
    /// gets a UsageError. Throws UsageError if a tag can be none or is named twice.
    void setTags(const Tags &tags);

    /// The counts of all tags in use, in the order of their first use or declaration; any time.
    /// Exact: all counts are of one moment.
    std::vector<MessageQueueStatistics> statistics() const;

private:
    friend class detail::Scheduler;

    explicit Messages(detail::MessageQueues &queues) noexcept
        : m_queues(queues)
    { }

    /// Takes the node over if it succeeds.
    void post(std::unique_ptr<detail::MessageNode> &node);
    void post(std::unique_ptr<detail::MessageNode> &&node) { post(node); }

    /// Null when the time is up. With a `wanted` type it gives no message of another.
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

/// The messages of the calling thread's runtime; throws UsageError where there is none.
Messages &currentMessages();

} // namespace detail

/// See Messages::send; on the calling thread's runtime, UsageError where there is none.
template <class T>
void send(std::string_view tag, T &&value)
{
    detail::currentMessages().send(tag, std::forward<T>(value));
}

/// See Messages::send; on the calling thread's runtime, UsageError where there is none.
inline void send(Message &&message)
{
    detail::currentMessages().send(std::move(message));
}

/// See Messages::receive; on the calling thread's runtime, UsageError where there is none.
inline Message receive(const Tags &tags)
{
    return detail::currentMessages().receive(tags);
}

/// See Messages::receive; on the calling thread's runtime, UsageError where there is none.
inline std::optional<Message> receive(const Tags &tags, std::chrono::nanoseconds timeout)
{
    return detail::currentMessages().receive(tags, timeout);
}

/// See Messages::receive; on the calling thread's runtime, UsageError where there is none.
template <detail::Gives<Message> After>
Message receive(const Tags &tags, std::chrono::nanoseconds timeout, After &&after)
{
    return detail::currentMessages().receive(tags, timeout, std::forward<After>(after));
}

/// See Messages::receive; on the calling thread's runtime, UsageError where there is none.
template <class T>
T receive(const Tags &tags)
{
    return detail::currentMessages().receive<T>(tags);
}

/// See Messages::receive; on the calling thread's runtime, UsageError where there is none.
template <class T>
std::optional<T> receive(const Tags &tags, std::chrono::nanoseconds timeout)
{
    return detail::currentMessages().receive<T>(tags, timeout);
}

/// See Messages::receive; on the calling thread's runtime, UsageError where there is none.
template <class T, detail::Gives<T> After>
T receive(const Tags &tags, std::chrono::nanoseconds timeout, After &&after)
{
    return detail::currentMessages().receive<T>(tags, timeout, std::forward<After>(after));
}

/// See Messages::drain; on the calling thread's runtime, UsageError where there is none.
inline std::size_t drain(const Tags &tags)
{
    return detail::currentMessages().drain(tags);
}

/// See Messages::setTags; on the calling thread's runtime, UsageError where there is none.
inline void setTags(const Tags &tags)
{
    detail::currentMessages().setTags(tags);
}

} // namespace boc
